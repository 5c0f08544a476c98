package io.cofre.assembly.command;

import io.cofre.assembly.config.ConfigReader;
import io.cofre.assembly.config.Inputs;
import io.cofre.assembly.node.Progress;
import io.cofre.assembly.node.ServingNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A node that was started once, and stopped. */
final class FirstStarts {
    private FirstStarts() {}

    static void in(Path data) {
        Inputs inputs = new Inputs(
                data.toAbsolutePath(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of("--port", "0", "--data", data.toString()));
        ConfigReader.Reading.Good good = (ConfigReader.Reading.Good) ConfigReader.read(inputs);
        ServingNode.start(good.config(), Map.of(), new Progress(System.err), token -> {})
                .close();
    }
}
