package io.cofre.assembly.command;

import io.cofre.assembly.config.Config;
import io.cofre.assembly.config.ConfigProblem;
import io.cofre.assembly.config.ConfigReader;
import io.cofre.assembly.config.Inputs;
import io.cofre.assembly.node.ExitStatus;
import io.cofre.assembly.node.StartFailure;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the settings come from. */
class Settled {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The file of settings (cofre.properties in the working directory, if it is there).")
    private @Nullable Path file;

    @Option(names = "--data", paramLabel = "DIR", description = "The data directory (data.dir).")
    private @Nullable String data;

    /** All settings, or all that is wrong with them. */
    Config read(Terminal terminal) {
        return read(terminal, Map.of());
    }

    /**
     * As above, with what else the command line gives.
     *
     * @param flags by name, {@code --port}
     */
    Config read(Terminal terminal, Map<String, String> flags) {
        Map<String, String> given = new HashMap<>(flags);
        if (data != null) {
            given.put("--data", data);
        }
        return switch (ConfigReader.read(new Inputs(
                Path.of("").toAbsolutePath(),
                Optional.ofNullable(file),
                terminal.environment(),
                terminal.properties(),
                given))) {
            case ConfigReader.Reading.Good(Config config) -> config;
            case ConfigReader.Reading.Bad(List<ConfigProblem> problems) ->
                throw new StartFailure(
                        ExitStatus.CONFIG,
                        problems.stream()
                                .map(ConfigProblem::toString)
                                .collect(Collectors.joining("\n  ", "wrong settings:\n  ", "")));
        };
    }
}
