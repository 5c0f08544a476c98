package io.cofre.assembly.node;

import io.cofre.assembly.config.Config;
import io.cofre.assembly.config.ConfigProblem;
import io.cofre.assembly.config.ConfigReader;
import io.cofre.assembly.config.Inputs;
import io.cofre.domain.usecase.IssuedKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts nodes from an environment, as {@code cofre serve} does. */
final class Nodes {
    private Nodes() {}

    static Config config(Path directory, Map<String, String> environment, int port) {
        Inputs inputs = new Inputs(
                directory, Optional.empty(), environment, Map.of(), Map.of("--port", Integer.toString(port)));
        return switch (ConfigReader.read(inputs)) {
            case ConfigReader.Reading.Good(Config config) -> config;
            case ConfigReader.Reading.Bad(List<ConfigProblem> problems) ->
                throw new AssertionError("refused: " + problems);
        };
    }

    /** On any free port. */
    static ServingNode start(Path directory, Map<String, String> environment, Consumer<IssuedKey> adminToken) {
        return start(directory, environment, 0, adminToken);
    }

    static ServingNode start(
            Path directory, Map<String, String> environment, int port, Consumer<IssuedKey> adminToken) {
        return ServingNode.start(
                config(directory, environment, port), environment, new Progress(System.err), adminToken);
    }
}
