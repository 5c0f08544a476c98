package io.cofre.postgres;

import io.cofre.ports.vault.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Connects as the user that owns the schema, outside of any pool: for a start's migrations. */
public final class PostgresOwner {
    private static final Pattern DATABASE = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final int CONNECT_SECONDS = 3;

    private PostgresOwner() {}

    /**
     * A source of connections, each made anew.
     *
     * @param url without user and password
     */
    public static DataSource source(String url, String user, SecretBytes password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password.reveal(bytes -> new String(bytes, StandardCharsets.UTF_8)));
        source.setApplicationName("cofre-start");
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLogServerErrorDetail(false);
        return source;
    }

    /** Makes a database where there is none of that name. */
    public static void ensureDatabase(DataSource server, String name) {
        if (!DATABASE.matcher(name).matches()) {
            throw new IllegalArgumentException("a database's name matches " + DATABASE.pattern());
        }
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(connection, name)) {
                statement.execute("CREATE DATABASE " + name);
            }
        } catch (SQLException e) {
            throw PostgresFailures.reading("making the database " + name, e);
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
