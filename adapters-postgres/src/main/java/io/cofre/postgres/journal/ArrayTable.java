package io.cofre.postgres.journal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows sent as one array a column, so that a statement has the same text, and the server the same plan, for any number
 * of them.
 */
record ArrayTable<R>(List<Column<R>> columns) {
    ArrayTable {
        columns = List.copyOf(columns);
    }

    /** What an array's elements are sent as. */
    enum Kind {
        TEXT("text"),
        LONG("bigint"),
        ID("uuid"),
        FLAG("bool"),
        BYTES("bytea");

        private final String sqlName;

        Kind(String sqlName) {
            this.sqlName = sqlName;
        }

        private @Nullable Object[] array(int length) {
            return switch (this) {
                case TEXT -> new @Nullable String[length];
                case LONG -> new @Nullable Long[length];
                case ID -> new @Nullable UUID[length];
                case FLAG -> new @Nullable Boolean[length];
                case BYTES -> new byte @Nullable [length][];
            };
        }
    }

    /** One row's value. */
    interface Value<R> {
        @Nullable
        Object of(R row);
    }

    /** @param cast what the element becomes; empty where it is what it was sent as */
    record Column<R>(String name, Kind kind, String cast, Value<R> value) {}

    static <R> Column<R> text(String name, Value<R> value) {
        return new Column<>(name, Kind.TEXT, "", value);
    }

    /** Sent as text and read by the server as another type, which has no arrays or none of its own length a row. */
    static <R> Column<R> cast(String name, String type, Value<R> value) {
        return new Column<>(name, Kind.TEXT, "::" + type, value);
    }

    static <R> Column<R> number(String name, Value<R> value) {
        return new Column<>(name, Kind.LONG, "", value);
    }

    static <R> Column<R> id(String name, Value<R> value) {
        return new Column<>(name, Kind.ID, "", value);
    }

    static <R> Column<R> flag(String name, Value<R> value) {
        return new Column<>(name, Kind.FLAG, "", value);
    }

    static <R> Column<R> bytes(String name, Value<R> value) {
        return new Column<>(name, Kind.BYTES, "", value);
    }

    /** The columns' names. */
    String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** The columns' values, of the alias {@code r}. */
    String values() {
        return columns.stream()
                .map(column -> "r." + column.name() + column.cast())
                .collect(Collectors.joining(", "));
    }

    /** The rows, under the alias {@code r}. */
    String from() {
        return columns.stream()
                .map(column -> "?::" + column.kind().sqlName + "[]")
                .collect(Collectors.joining(", ", "unnest(", ") AS r(" + names() + ")"));
    }

    /** Binds the rows where {@link #from} stands; returns the index after them. */
    int bind(PreparedStatement statement, int index, List<R> rows) throws SQLException {
        int next = index;
        for (Column<R> column : columns) {
            @Nullable Object[] values = column.kind().array(rows.size());
            for (int i = 0; i < values.length; i++) {
                values[i] = column.value().of(rows.get(i));
            }
            statement.setArray(next, statement.getConnection().createArrayOf(column.kind().sqlName, values));
            next = next + 1;
        }
        return next;
    }
}
