package io.cofre.assembly.node;

import io.cofre.assembly.node.Superuser.Cell;
import io.cofre.assembly.node.Superuser.Column;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Changes one value of one row of a column, in whatever way its type allows. */
final class Tampering {
    /** Times to which the ledger's order leaves some room are moved out of it. */
    private static final Set<String> FAR = Set.of("recorded_at", "change_position");

    private static final int TRIES = 50;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String HEX = "0123456789abcdef";

    private final Superuser superuser;
    private final Random random;

    Tampering(Superuser superuser, Random random) {
        this.superuser = superuser;
        this.random = random;
    }

    /** What was done, for the report. What the database itself refuses whoever asks is tried otherwise. */
    String change(Column column) {
        List<Cell> cells = superuser.cells(column);
        for (int i = 0; i < TRIES && !cells.isEmpty(); i++) {
            Cell cell = cells.get(random.nextInt(cells.size()));
            String sql = "UPDATE " + column.table() + " SET " + column.name() + " = " + other(column, cell)
                    + " WHERE ctid = '" + cell.ctid() + "'";
            if (superuser.attempt(sql) == 1) {
                return sql;
            }
        }
        throw new AssertionError("no row of " + column + " can be changed; there are " + cells.size());
    }

    private String other(Column column, Cell cell) {
        String name = column.name();
        String text = cell.value();
        boolean empty = text.isEmpty();
        return switch (column.type()) {
            case "text" -> empty ? "'x'" : quoted(changed(text, LETTERS));
            case "uuid" -> empty ? "gen_random_uuid()" : quoted(changed(text, HEX)) + "::uuid";
            case "bigint", "integer" ->
                empty ? "1" : name + " + " + (FAR.contains(name) || random.nextBoolean() ? 100_000 : 1);
            case "timestamp with time zone" ->
                empty
                        ? "now()"
                        : name + " + interval '" + (FAR.contains(name) ? 86_400_000 : 1 + random.nextInt(1_000))
                                + " milliseconds'";
            case "boolean" -> "NOT " + name;
            case "jsonb" -> empty ? "'{\"x\": 1}'" : "jsonb_build_array(" + name + ")";
            case "bytea" -> empty ? "'\\x00'" : flipped(name);
            case "text[]" -> "array_append(" + name + ", 'x')";
            case "uuid[]" -> "array_append(" + name + ", gen_random_uuid())";
            default -> throw new AssertionError("how is a " + column.type() + " changed?");
        };
    }

    private String flipped(String name) {
        String at = random.nextInt(1 << 16) + " % length(" + name + ")";
        return "set_byte(" + name + ", " + at + ", get_byte(" + name + ", " + at + ") # " + (1 << random.nextInt(8))
                + ")";
    }

    private String changed(String text, String by) {
        int at = random.nextInt(text.length());
        char other = by.charAt(random.nextInt(by.length()));
        return other == text.charAt(at) || text.charAt(at) == '-'
                ? changed(text, by)
                : text.substring(0, at) + other + text.substring(at + 1);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
