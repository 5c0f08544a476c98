package io.cofre.assembly.cli;

import java.util.List;

/** Ends the command with a message that says what to do next. No stack trace: it is an answer, not a fault. */
public final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<String> more;
    private final boolean raw;

    /**
     * Ends the command.
     *
     * @param status of {@link Exit}
     * @param message what went wrong, in one line
     * @param more lines that explain and say the next step
     */
    public Stop(int status, String message, List<String> more) {
        this(status, message, more, false);
    }

    private Stop(int status, String message, List<String> more, boolean raw) {
        super(message, null, false, false);
        this.status = status;
        this.more = List.copyOf(more);
        this.raw = raw;
    }

    /** Ends the command with what the service said, for programs. */
    static Stop raw(int status, String text) {
        return new Stop(status, text.strip(), List.of(), true);
    }

    public Stop(int status, String message, String next) {
        this(status, message, List.of(next));
    }

    /** Whether the message is the service's own answer. */
    boolean isRaw() {
        return raw;
    }

    public int status() {
        return status;
    }

    public List<String> more() {
        return more;
    }
}
