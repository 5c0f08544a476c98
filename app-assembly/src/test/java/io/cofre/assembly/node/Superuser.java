package io.cofre.assembly.node;

import io.cofre.postgres.PostgresOwner;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Who owns the database and goes round every wall of it: triggers, rights, checks. What it changes it can put back, as
 * it stood when it came.
 */
final class Superuser implements AutoCloseable {
    private final Connection connection;

    /**
     * A column that could be changed.
     *
     * @param table with its schema
     * @param type as the database writes it
     */
    record Column(String table, String name, String type) {
        @Override
        public String toString() {
            return table + "." + name;
        }
    }

    /** A value of a column as text, empty where there is none, and where its row stands. */
    record Cell(String ctid, String value) {}

    Superuser(OwnServer server) throws SQLException {
        connection = PostgresOwner.source(server.url(), server.user(), server.password())
                .getConnection();
        run("SET session_replication_role = replica");
        run("ALTER TABLE ledger.universal_registry DISABLE TRIGGER append_only");
        for (String constraint : texts("SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)"
                + " FROM pg_constraint WHERE contype = 'c' AND connamespace IN"
                + " ('ledger'::regnamespace, 'cofre'::regnamespace, 'vault'::regnamespace)")) {
            run(constraint);
        }
        run("ALTER TABLE vault.leftovers ALTER COLUMN place DROP IDENTITY");
        // The outbox is empty where the node's scheduler was in time.
        run("DELETE FROM vault.secrets WHERE ref IN (SELECT ref FROM vault.leftovers)");
        run("DELETE FROM vault.leftovers");
        run("INSERT INTO vault.leftovers (ref, place, cause_id, cause_seq, position)"
                + " SELECT 'vlt_gone_' || seq, 1, cause_id, cause_seq, position FROM cofre.wallets"
                + " WHERE wallet_id = 'wlt_acme_ana'");
        run("CREATE SCHEMA saved");
        for (String table : tables()) {
            run("CREATE TABLE saved." + bare(table) + " AS TABLE " + table);
        }
    }

    List<String> tables() {
        return texts("SELECT c.oid::regclass::text FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace IN"
                + " ('ledger'::regnamespace, 'cofre'::regnamespace, 'vault'::regnamespace) ORDER BY 1");
    }

    /** All columns of all tables, but those that the database computes. */
    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (String table : tables()) {
            for (String column : texts("SELECT attname || ' ' || format_type(atttypid, NULL) FROM pg_attribute"
                    + " WHERE attrelid = '" + table + "'::regclass AND attnum > 0 AND NOT attisdropped"
                    + " AND attgenerated = '' ORDER BY attnum")) {
                String[] parts = column.split(" ", 2);
                columns.add(new Column(table, parts[0], parts[1]));
            }
        }
        return columns;
    }

    List<Cell> cells(Column column) {
        return query(
                "SELECT ctid::text, coalesce(" + column.name() + "::text, '') FROM " + column.table()
                        + " ORDER BY ctid",
                row -> new Cell(Objects.requireNonNull(row.getString(1)), Objects.requireNonNull(row.getString(2))));
    }

    List<String> texts(String sql) {
        return query(sql, row -> Objects.requireNonNull(row.getString(1)));
    }

    /** As it stood. */
    void restore(String table) {
        String columns = columns().stream()
                .filter(column -> column.table().equals(table))
                .map(Column::name)
                .collect(Collectors.joining(", "));
        run("DELETE FROM " + table);
        run("INSERT INTO " + table + " (" + columns + ") OVERRIDING SYSTEM VALUE SELECT " + columns + " FROM saved."
                + bare(table));
    }

    private static String bare(String table) {
        return table.substring(table.indexOf('.') + 1);
    }

    /** How many rows it changed; -1 where the database refused. */
    int attempt(String sql) {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException refused) {
            return -1;
        }
    }

    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Reading<T> reading) {
        List<T> all = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                all.add(reading.of(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
