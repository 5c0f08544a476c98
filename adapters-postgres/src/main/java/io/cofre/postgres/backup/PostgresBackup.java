package io.cofre.postgres.backup;

import io.cofre.postgres.PostgresFailures;
import io.cofre.postgres.PostgresRole;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Writes every row of Cofre's schemas as they stood at one instant, while others go on writing. One entry a table, in
 * PostgreSQL's text form, and at the end the entry {@value #MANIFEST}, by which a whole backup is known.
 */
public final class PostgresBackup {
    static final String MANIFEST = "manifest.txt";
    static final String FORMAT = "cofre-backup 1";
    private static final String SCHEMA_VERSION =
            "SELECT version FROM ledger.flyway_schema_history WHERE success AND version IS NOT NULL"
                    + " ORDER BY installed_rank DESC LIMIT 1";
    private static final String TABLES = """
            SELECT c.oid::regclass::text AS name, pg_get_userbyid(c.relowner) AS owner,
                   c.relforcerowsecurity AS walled,
                   EXISTS (SELECT FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f') AS refers,
                   (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
                      FROM pg_attribute a
                     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname IN ('ledger', 'cofre', 'vault') AND c.relkind = 'r'
               AND c.relname <> 'flyway_schema_history'
             ORDER BY 1
            """;

    private PostgresBackup() {}

    /**
     * A table.
     *
     * @param name as SQL names it, as the columns are
     * @param walled whether row-level security hides rows from its owner too
     * @param refers whether its rows refer to another table's
     */
    record Table(String name, String columns, String owner, boolean walled, boolean refers) {
        /** Who sees every row. */
        String reader() {
            return walled ? PostgresRole.SYSTEM.sqlName() : owner;
        }
    }

    /**
     * Writes all tables, each as whoever sees all of its rows.
     *
     * @param owner connects as the user that applied the migrations
     * @param zip stays open
     * @return how many rows there are
     */
    public static long write(DataSource owner, ZipOutputStream zip) throws IOException {
        try (Connection connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            StringBuilder manifest = new StringBuilder(FORMAT + "\n");
            manifest.append("schema ").append(schemaVersion(connection)).append('\n');
            long rows = 0;
            for (Table table : tables(connection)) {
                become(connection, table.reader());
                zip.putNextEntry(new ZipEntry("tables/" + table.name));
                long copied = connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("COPY " + table.name + " (" + table.columns + ") TO STDOUT", new Unclosed(zip));
                zip.closeEntry();
                rows += copied;
                manifest.append("table ")
                        .append(table.name)
                        .append(' ')
                        .append(copied)
                        .append(' ')
                        .append(table.columns)
                        .append('\n');
            }
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(manifest.toString().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            connection.rollback();
            return rows;
        } catch (SQLException e) {
            throw PostgresFailures.reading("writing a backup", e);
        }
    }

    /** For the rest of the transaction, or until the next. */
    static void become(Connection connection, String role) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT set_config('role', ?, true)")) {
            statement.setString(1, role);
            statement.execute();
        }
    }

    static String schemaVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SCHEMA_VERSION)) {
            return rows.next() ? rows.getString(1) : "none";
        }
    }

    static List<Table> tables(Connection connection) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TABLES);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                tables.add(new Table(
                        rows.getString("name"),
                        rows.getString("columns"),
                        rows.getString("owner"),
                        rows.getBoolean("walled"),
                        rows.getBoolean("refers")));
            }
        }
        return tables;
    }

    /** The driver closes what it copies to. */
    private static final class Unclosed extends OutputStream {
        private final OutputStream out;

        private Unclosed(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }
}
