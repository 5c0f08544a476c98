package io.cofre.assembly.command;

import io.cofre.assembly.node.Progress;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a command has of the world.
 *
 * @param out what was asked for
 * @param err everything else
 * @param properties the system's
 */
public record Terminal(
        PrintStream out, PrintStream err, Map<String, String> environment, Map<String, String> properties) {
    public Terminal {
        environment = Map.copyOf(environment);
        properties = Map.copyOf(properties);
    }

    /** That of this process. */
    public static Terminal ofProcess() {
        Map<String, String> properties = new LinkedHashMap<>();
        System.getProperties().stringPropertyNames().forEach(name -> properties.put(name, System.getProperty(name)));
        return new Terminal(System.out, System.err, System.getenv(), properties);
    }

    Progress progress() {
        return new Progress(err);
    }
}
