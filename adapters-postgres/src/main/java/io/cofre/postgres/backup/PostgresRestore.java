package io.cofre.postgres.backup;

import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.cofre.postgres.PostgresFailures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
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
              FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attidentity <> ''
             WHERE c.oid = ?::regclass
            """;

    /** Those that tell of new rows; the one that refuses changes is of another kind, and stays on. */
    private static final String TRIGGERS = """
            SELECT quote_ident(tgname) FROM pg_trigger
             WHERE tgrelid = ?::regclass AND NOT tgisinternal AND tgenabled = 'O'
            """;

    private PostgresRestore() {}

    /**
     * Restores, each table as its owner, who takes row-level security and triggers out of the way until the end of the
     * transaction.
     *
     * @param owner connects as the user that applied the migrations
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
            List<Entry> entries = new ArrayList<>();
            for (String line : manifest.subList(2, manifest.size())) {
                entries.add(entry(zip, tables, line));
            }
            // What is referred to comes before what refers to it.
            entries.sort(Comparator.comparing(entry -> entry.table.refers()));
            long rows = 0;
            for (Entry entry : entries) {
                PostgresBackup.become(connection, entry.table.owner());
                rows += table(connection, zip, entry);
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

    /** A table of the backup, with how many rows it shall have. */
    private record Entry(PostgresBackup.Table table, ZipEntry content, long rows) {}

    /** @param line of the manifest: {@code table NAME ROWS COLUMNS} */
    private static Entry entry(ZipFile zip, Map<String, PostgresBackup.Table> tables, String line) {
        String[] parts = line.split(" ", 4);
        Optional<PostgresBackup.Table> table = parts.length == 4
                ? Optional.ofNullable(tables.get(parts[1]))
                        .filter(known -> known.columns().equals(parts[3]))
                : Optional.empty();
        Optional<ZipEntry> content = table.map(known -> zip.getEntry("tables/" + known.name()));
        if (content.isEmpty()) {
            throw new PortFailure.Rejected(
                    "the backup " + zip.getName() + " names what this database has not: " + line);
        }
        return new Entry(table.get(), content.get(), Long.parseLong(parts[2]));
    }

    private static long table(Connection connection, ZipFile zip, Entry entry) throws SQLException, IOException {
        String name = entry.table.name();
        if (entry.table.walled()) {
            execute(connection, "ALTER TABLE " + name + " NO FORCE ROW LEVEL SECURITY");
        }
        if (!column(connection, "SELECT 1 FROM " + name + " LIMIT 1").isEmpty()) {
            throw new PortFailure.Rejected("the database is not empty (" + name
                    + "): restore into an empty one, or a data directory of its own (--data)");
        }
        List<String> triggers = column(connection, TRIGGERS, name);
        for (String trigger : triggers) {
            execute(connection, "ALTER TABLE " + name + " DISABLE TRIGGER " + trigger);
        }
        long copied;
        try (InputStream in = zip.getInputStream(entry.content)) {
            copied = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + name + " (" + entry.table.columns() + ") FROM STDIN", in);
        }
        if (copied != entry.rows) {
            throw new PortFailure.Rejected("the backup " + zip.getName() + " has " + copied + " rows of " + name
                    + " instead of " + entry.rows);
        }
        for (String sequence : column(connection, SEQUENCES, name)) {
            execute(connection, sequence);
        }
        for (String trigger : triggers) {
            execute(connection, "ALTER TABLE " + name + " ENABLE TRIGGER " + trigger);
        }
        if (entry.table.walled()) {
            execute(connection, "ALTER TABLE " + name + " FORCE ROW LEVEL SECURITY");
        }
        return copied;
    }

    private static List<String> column(Connection connection, String sql, String... given) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < given.length; i++) {
                statement.setString(i + 1, given[i]);
            }
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
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
