package io.cofre.assembly.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * All that the settings are read from, in rising precedence: file, environment, system properties, command line.
 *
 * @param workingDirectory relative paths start here, and {@code cofre.properties} is looked for here
 * @param file named on the command line by {@code --config}
 * @param commandLine by flag: {@code --port}
 */
public record Inputs(
        Path workingDirectory,
        Optional<Path> file,
        Map<String, String> environment,
        Map<String, String> systemProperties,
        Map<String, String> commandLine) {
    public Inputs {
        environment = Map.copyOf(environment);
        systemProperties = Map.copyOf(systemProperties);
        commandLine = Map.copyOf(commandLine);
    }
}
