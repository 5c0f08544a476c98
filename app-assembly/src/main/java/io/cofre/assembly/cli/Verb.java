package io.cofre.assembly.cli;

import io.cofre.assembly.cli.Parameter.Kind;
import java.util.ArrayList;
import java.util.List;

/** One command as data: what it takes, what it does, how it is used. Built by its own methods, then only read. */
final class Verb {
    /** What a command does. */
    @FunctionalInterface
    interface Action {
        void run(Work work);
    }

    /** See {@link #once()}. */
    static final String ONCE = "--idempotency-key";

    private final String path;
    private final String summary;
    private final Action action;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<String> examples = new ArrayList<>();

    /**
     * A command.
     *
     * @param path without {@code cofre}: {@code key issue}
     */
    Verb(String path, String summary, Action action) {
        this.path = path;
        this.summary = summary;
        this.action = action;
    }

    Verb needs(String option, String label, String help) {
        return with(Kind.NEEDED, option, label, help);
    }

    Verb needsMany(String option, String label, String help) {
        return with(Kind.NEEDED_MANY, option, label, help);
    }

    Verb takes(String option, String label, String help) {
        return with(Kind.OPTION, option, label, help);
    }

    Verb takesMany(String option, String label, String help) {
        return with(Kind.MANY, option, label, help);
    }

    Verb flag(String option, String help) {
        return with(Kind.FLAG, option, "", help);
    }

    Verb operand(String label, String help) {
        return with(Kind.OPERAND, label, label, help);
    }

    Verb operandMaybe(String label, String help) {
        return with(Kind.OPERAND_MAYBE, label, label, help);
    }

    /** The option of every change that the service does once. */
    Verb once() {
        return takes(ONCE, "TEXT", "Sent again with the same, it is done once and answered the same (24 hours).");
    }

    /** The options of every list. */
    Verb paged() {
        return takes("--limit", "N", "At most so many.").takes("--cursor", "TEXT", "Where the list before this ended.");
    }

    Verb example(String line) {
        examples.add(line);
        return this;
    }

    private Verb with(Kind kind, String name, String label, String help) {
        parameters.add(new Parameter(kind, name, label, help));
        return this;
    }

    String path() {
        return path;
    }

    /** The last word of the path. */
    String name() {
        return path.substring(path.lastIndexOf(' ') + 1);
    }

    String summary() {
        return summary;
    }

    Action action() {
        return action;
    }

    List<Parameter> parameters() {
        return parameters;
    }

    List<String> examples() {
        return examples;
    }
}
