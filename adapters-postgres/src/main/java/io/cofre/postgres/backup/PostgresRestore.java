package io.cofre.postgres.backup;

import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.cofre.postgres.PostgresFailures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Puts the rows of a backup into a database of the same version that has none, all or nothing. */
public final class PostgresRestore {
    private static final String SEQUENCES = """
            SELECT format('SELECT setval(%L, COALESCE(max(%I), 0) + 1, false) FROM %s',
                          pg_get_serial_sequence(c.oid::regclass::text, a.attname), a.attname, c.oid::regclass)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attidentity <> ''
             WHERE n.nspname IN ('ledger', 'cofre', 'vault') AND c.relkind = 'r'
            """;

    private PostgresRestore() {}

    /**
     * Restores.
     *
     * @param owner a superuser: the rows come as they were, past triggers and row-level security
     * @return how many rows there are
     * @throws PortFailure.Rejected where the backup is cut off, of another version, or the database has rows
     */
    public static long read(DataSource owner, ZipFile zip) throws IOException {
        List<String> manifest = manifest(zip);
        try (Connection connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            String version = PostgresBackup.schemaVersion(connection);
            if (!manifest.get(1).equals("schema " + version)) {
                throw new PortFailure.Rejected("the backup has " + manifest.get(1) + ", and this program schema "
                        + version + ": restore with the program that wrote it, then upgrade");
            }
            Map<String, PostgresBackup.Table> tables = PostgresBackup.tables(connection).stream()
                    .collect(Collectors.toMap(PostgresBackup.Table::name, Function.identity()));
            execute(connection, "SET LOCAL session_replication_role = replica");
            long rows = 0;
            for (String line : manifest.subList(2, manifest.size())) {
                rows += table(connection, zip, tables, line);
            }
            for (String sequence : column(connection, SEQUENCES)) {
                execute(connection, sequence);
            }
            connection.commit();
            return rows;
        } catch (SQLException e) {
            throw PostgresFailures.writing(Dependency.LEDGER, "restoring a backup", e);
        }
    }

    private static List<String> manifest(ZipFile zip) throws IOException {
        Optional<ZipEntry> entry = Optional.ofNullable(zip.getEntry(PostgresBackup.MANIFEST));
        if (entry.isEmpty()) {
            throw new PortFailure.Rejected("the file " + zip.getName() + " is no backup of Cofre, or is cut off");
        }
        try (InputStream in = zip.getInputStream(entry.get())) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (lines.size() < 2 || !lines.getFirst().equals(PostgresBackup.FORMAT)) {
                throw new PortFailure.Rejected(
                        "the backup " + zip.getName() + " is of another form than " + PostgresBackup.FORMAT);
            }
            return lines;
        }
    }

    /** @param line of the manifest: {@code table NAME ROWS COLUMNS} */
    private static long table(Connection connection, ZipFile zip, Map<String, PostgresBackup.Table> tables, String line)
            throws SQLException, IOException {
        String[] parts = line.split(" ", 4);
        Optional<PostgresBackup.Table> table = parts.length == 4
                ? Optional.ofNullable(tables.get(parts[1]))
                        .filter(known -> known.columns().equals(parts[3]))
                : Optional.empty();
        Optional<ZipEntry> entry = table.map(known -> zip.getEntry("tables/" + known.name()));
        if (entry.isEmpty()) {
            throw new PortFailure.Rejected(
                    "the backup " + zip.getName() + " names what this database has not: " + line);
        }
        String name = table.get().name();
        if (!column(connection, "SELECT 1 FROM " + name + " LIMIT 1").isEmpty()) {
            throw new PortFailure.Rejected(
                    "the database is not empty (" + name + "): restore into a data directory of its own, with --data");
        }
        try (InputStream in = zip.getInputStream(entry.get())) {
            long copied = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + name + " (" + table.get().columns() + ") FROM STDIN", in);
            if (copied != Long.parseLong(parts[2])) {
                throw new PortFailure.Rejected("the backup " + zip.getName() + " has " + copied + " rows of " + name
                        + " instead of " + parts[2]);
            }
            return copied;
        }
    }

    private static List<String> column(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
