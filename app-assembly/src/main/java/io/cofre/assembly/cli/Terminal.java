package io.cofre.assembly.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a command has around it: its streams, its environment and, where its output is a terminal, the width.
 *
 * @param columns empty where the output is no terminal
 */
public record Terminal(
        InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, OptionalInt columns) {
    /**
     * Set by the script {@code cofre} where its output is a terminal: Java could ask only by loading a library for it.
     */
    private static final String COLUMNS = "terminal.columns";

    private static final int SMALLEST = 40;

    /** That of this process. */
    public static Terminal ofProcess() {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int columns = Integer.getInteger(COLUMNS, 0);
        return new Terminal(
                System.in,
                out,
                err,
                System.getenv(),
                columns > 0 ? OptionalInt.of(Math.max(SMALLEST, columns)) : OptionalInt.empty());
    }

    /** The same, printing elsewhere, in UTF-8. */
    public Terminal printingTo(PrintStream otherOut, PrintStream otherErr) {
        return new Terminal(
                in,
                new PrintStream(otherOut, true, StandardCharsets.UTF_8),
                new PrintStream(otherErr, true, StandardCharsets.UTF_8),
                environment,
                columns);
    }

    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    public Path home() {
        return Path.of(variable("HOME").orElseGet(() -> System.getProperty("user.home", ".")));
    }

    /** Whether to colour: only on a terminal that can, and only where nobody asked not to (no-color.org). */
    public Paint paint() {
        boolean colours = columns.isPresent()
                && variable("NO_COLOR").isEmpty()
                && !variable("TERM").filter("dumb"::equals).isPresent();
        return colours ? Paint.COLOURS : Paint.PLAIN;
    }

    /** All of the input, as text. */
    public String input() {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Stop(Exit.USAGE, "the input cannot be read", String.valueOf(e.getMessage()));
        }
    }
}
