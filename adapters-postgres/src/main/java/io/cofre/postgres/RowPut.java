package io.cofre.postgres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are from now on as given, in one MERGE: unlike {@code ON CONFLICT}, it asks for the right to read the keys
 * alone. Two writers at once could both insert; the journal's lock keeps them apart. Columns that no row sets keep what
 * they hold.
 */
public final class RowPut {
    private final Table<?> table;
    private final List<Field<?>> keys;
    private final Map<List<Object>, Row> rows = new LinkedHashMap<>();

    /** @param keys the primary key's columns */
    public RowPut(Table<?> table, List<Field<?>> keys) {
        this.table = table;
        this.keys = List.copyOf(keys);
    }

    /** One row; every row of a put sets the same columns in the same order. */
    public static final class Row {
        private final Map<Field<?>, Field<?>> values = new LinkedHashMap<>();

        public <T> Row set(Field<T> column, T value) {
            return put(column, value);
        }

        public <T> Row set(Field<T> column, Optional<T> value) {
            return put(column, value.orElse(null));
        }

        private <T> Row put(Field<T> column, @Nullable T value) {
            values.put(column, DSL.cast(DSL.val(value, column), column));
            return this;
        }
    }

    /** A row takes the place of an earlier one with the same key. */
    public void add(List<Object> key, Row row) {
        rows.remove(key);
        rows.put(key, row);
    }

    /** Empty where no row was added. */
    public Optional<Query> query(DSLContext sql) {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<Field<?>> columns =
                List.copyOf(rows.values().iterator().next().values.keySet());
        List<QueryPart> parts = new ArrayList<>();
        parts.add(table);
        StringBuilder values = new StringBuilder();
        for (Row row : rows.values()) {
            values.append(values.isEmpty() ? "(" : ", (");
            for (int i = 0; i < columns.size(); i++) {
                values.append(i == 0 ? "{" : ", {").append(parts.size()).append('}');
                parts.add(row.values.get(columns.get(i)));
            }
            values.append(')');
        }
        String names = joined(columns, "%1$s", ", ");
        return Optional.of(sql.query(
                "MERGE INTO {0} AS old USING (VALUES " + values + ") AS new (" + names + ") ON "
                        + joined(keys, "old.%1$s = new.%1$s", " AND ")
                        + " WHEN MATCHED THEN UPDATE SET " + joined(columns, "%1$s = new.%1$s", ", ")
                        + " WHEN NOT MATCHED THEN INSERT (" + names + ") VALUES (" + joined(columns, "new.%1$s", ", ")
                        + ")",
                parts.toArray(QueryPart[]::new)));
    }

    private static String joined(List<Field<?>> columns, String format, String between) {
        return String.join(
                between,
                columns.stream()
                        .map(column -> String.format(format, column.getName()))
                        .toList());
    }
}
