package io.cofre.assembly;

import io.cofre.assembly.command.Commands;
import io.cofre.assembly.command.Terminal;

/**
 * The service and the commands that work on its data; what only calls the API is {@link io.cofre.assembly.cli.Client}.
 */
public final class Main {
    private Main() {}

    /** Runs the command named first. */
    public static void main(String[] args) {
        System.exit(new Commands(Terminal.ofProcess()).run(args));
    }
}
