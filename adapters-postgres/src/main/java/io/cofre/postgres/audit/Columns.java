package io.cofre.postgres.audit;

import io.cofre.ports.audit.AuditRow;
import io.cofre.ports.audit.AuditTable;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a row says, in the words of {@link AuditRow}. */
final class Columns {
    /** Read apart. */
    private static final String CANONICAL = "canonical";

    private static final String STANDS_AT = "stands_at";

    private Columns() {}

    static AuditRow row(AuditTable table, ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        Map<String, List<String>> says = new HashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnName(i);
            if (!name.equals(STANDS_AT) && !name.equals(CANONICAL) && rows.getObject(i) != null) {
                says.put(name, texts(rows, i, columns.getColumnTypeName(i)));
            }
        }
        return new AuditRow(table, rows.getLong(STANDS_AT), says);
    }

    private static List<String> texts(ResultSet rows, int column, String type) throws SQLException {
        return switch (type) {
            case "_text", "_uuid" -> elements(rows.getArray(column));
            case "timestamptz" ->
                List.of(rows.getObject(column, OffsetDateTime.class).toInstant().toString());
            case "bytea" -> List.of(HexFormat.of().formatHex(rows.getBytes(column)));
            case "bool" -> List.of(Boolean.toString(rows.getBoolean(column)));
            default -> List.of(rows.getString(column));
        };
    }

    private static List<String> elements(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(Objects::toString).toList();
    }
}
