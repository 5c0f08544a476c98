package io.cofre.assembly.command;

import java.io.PrintStream;

/** Draws how far something is, where there is a terminal to draw on. */
final class ProgressBar {
    /** The script {@code cofre} sets it where the output is a terminal. */
    private static final String COLUMNS = "terminal.columns";

    private static final int WIDTH = 40;

    private final PrintStream out;
    private final String unit;
    private final long whole;
    private final boolean drawn;

    /**
     * Draws nothing yet.
     *
     * @param whole how much there is; 0 where that is not known
     */
    ProgressBar(PrintStream out, String unit, long whole) {
        this.out = out;
        this.unit = unit;
        this.whole = whole;
        this.drawn = Integer.getInteger(COLUMNS, 0) > 0;
    }

    void at(long done) {
        if (!drawn) {
            return;
        }
        if (whole <= 0) {
            out.print("\r" + done + " " + unit);
            return;
        }
        int full = (int) Math.min(WIDTH, done * WIDTH / whole);
        out.print("\r[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + done + " of " + whole + " " + unit);
    }

    void end() {
        if (drawn) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
