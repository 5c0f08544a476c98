package io.cofre.assembly.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** {@code --var NAME=VALUE}, as often as there are variables. */
final class Variables {
    static final String OPTION = "--var";
    static final String LABEL = "NAME=VALUE";

    private Variables() {}

    static ObjectNode of(Given given) {
        ObjectNode vars = Json.object();
        for (String pair : given.texts(OPTION)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new Stop(Exit.USAGE, OPTION + " takes " + LABEL + ", not " + Width.shown(pair), List.of());
            }
            vars.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return vars;
    }
}
