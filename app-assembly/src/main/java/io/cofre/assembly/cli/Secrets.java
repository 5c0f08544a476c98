package io.cofre.assembly.cli;

import java.io.Console;

/**
 * Takes a secret from whoever types or pipes it; never from an argument, which every process of the machine can see.
 */
final class Secrets {
    private Secrets() {}

    /** One secret, typed without echo where the input is a terminal. */
    static String read(Terminal terminal, String prompt) {
        Console console = terminal.columns().isPresent() ? System.console() : null;
        if (console == null) {
            return terminal.input().strip();
        }
        char[] typed = console.readPassword("%s", prompt);
        return typed == null ? "" : new String(typed).strip();
    }
}
