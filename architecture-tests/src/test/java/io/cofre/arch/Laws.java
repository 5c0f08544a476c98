package io.cofre.arch;

import java.util.ArrayList;
import java.util.List;

/** All rules for the rooms below one root package: the project's own, or the fixture that breaks each. */
final class Laws {
    private Laws() {}

    static List<Law> below(String root) {
        List<Law> laws = new ArrayList<>(Walls.below(root));
        laws.addAll(Ambience.below(root));
        laws.addAll(Shapes.below(root));
        return List.copyOf(laws);
    }
}
