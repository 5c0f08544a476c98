package io.cofre.assembly.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Rows under headings, for eyes. The last column gives way where the terminal is narrow. Not thread-safe. */
public final class Table {
    private static final String GAP = "  ";
    private static final int LEAST = 8;

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        this.headings = List.of(headings);
    }

    /** A row with as many cells as there are headings. */
    public Table row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells under " + headings.size() + " headings");
        }
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(Width.shown(cell));
        }
        rows.add(row);
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /**
     * The lines.
     *
     * @param columns to fit into; empty cuts nothing
     */
    public List<String> lines(OptionalInt columns, Paint paint) {
        int[] widths = widths(columns);
        List<String> lines = new ArrayList<>();
        lines.add(paint.faint(line(headings, widths)));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private int[] widths(OptionalInt columns) {
        int[] widths = new int[headings.size()];
        int total = GAP.length() * (widths.length - 1);
        for (int at = 0; at < widths.length; at++) {
            widths[at] = Width.of(headings.get(at));
            for (List<String> row : rows) {
                widths[at] = Math.max(widths[at], Width.of(row.get(at)));
            }
            total += widths[at];
        }
        // From the last to the first, each down to what still tells one row from another.
        for (int at = widths.length - 1; at >= 0 && columns.isPresent(); at--) {
            int over = total - columns.getAsInt();
            int given = Math.max(0, Math.min(over, widths[at] - LEAST));
            widths[at] -= given;
            total -= given;
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int at = 0; at < widths.length; at++) {
            String cell = Width.fitted(cells.get(at), widths[at]);
            line.append(at == 0 ? "" : GAP).append(at == widths.length - 1 ? cell : Width.padded(cell, widths[at]));
        }
        return line.toString().stripTrailing();
    }
}
