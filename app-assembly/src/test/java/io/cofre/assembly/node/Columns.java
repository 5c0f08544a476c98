package io.cofre.assembly.node;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Reads everything that a database holds, table by table, by SQL. */
final class Columns {
    private static final String TABLES = """
            SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) FROM information_schema.tables
            WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1""";

    private final Connection connection;

    /** For a user whom no policy holds back. */
    Columns(String url, String user, char[] password) throws SQLException {
        this.connection = DriverManager.getConnection(url, user, new String(password));
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> tables() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /** The columns with a value that the predicate is true for. */
    SortedSet<String> with(Predicate<byte[]> sought) throws SQLException {
        SortedSet<String> found = new TreeSet<>();
        for (String table : tables()) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                ResultSetMetaData columns = rows.getMetaData();
                while (rows.next()) {
                    for (int column = 1; column <= columns.getColumnCount(); column++) {
                        if (value(rows, column).filter(sought).isPresent()) {
                            found.add(table + "." + columns.getColumnName(column));
                        }
                    }
                }
            }
        }
        return found;
    }

    private static Optional<byte[]> value(ResultSet rows, int column) throws SQLException {
        return rows.getMetaData().getColumnTypeName(column).equals("bytea")
                ? Optional.ofNullable(rows.getBytes(column))
                : Optional.ofNullable(rows.getString(column)).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    void close() throws SQLException {
        connection.close();
    }
}
