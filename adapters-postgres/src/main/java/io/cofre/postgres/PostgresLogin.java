package io.cofre.postgres;

import io.cofre.ports.vault.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Makes the user that the service logs in as: it owns nothing, inherits nothing, and may become the three roles. Where
 * the server is not Cofre's own, a DBA does, by {@link PostgresInit}.
 */
public final class PostgresLogin {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private PostgresLogin() {}

    /**
     * Makes the user or brings it back into shape, with this password. To be called after the migrations, which make
     * the roles.
     *
     * @param admin connects as a superuser, or as one with CREATEROLE and the roles' ADMIN option
     */
    public static void provision(DataSource admin, String user, SecretBytes password) {
        requireName(user);
        try (Connection connection = admin.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                if (!exists(connection, user)) {
                    statement.execute("CREATE ROLE " + user);
                }
                for (String sql : shape(user)) {
                    statement.execute(sql);
                }
            }
            char[] secret = password.reveal(PostgresLogin::characters);
            try {
                // Hashed here: the password itself is never sent, nor in the server's log.
                connection.unwrap(PGConnection.class).alterUserPassword(user, secret, "scram-sha-256");
            } finally {
                Arrays.fill(secret, '\0');
            }
            connection.commit();
        } catch (SQLException e) {
            throw PostgresFailures.reading("making the database user " + user, e);
        }
    }

    private static List<String> shape(String user) {
        return List.of(
                "ALTER ROLE " + user + " LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS",
                "GRANT " + PostgresRole.READER.sqlName() + ", " + PostgresRole.WRITER.sqlName() + ", "
                        + PostgresRole.SYSTEM.sqlName() + " TO " + user + " WITH INHERIT FALSE, SET TRUE");
    }

    private static char[] characters(byte[] utf8) {
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8));
        char[] characters = new char[decoded.remaining()];
        decoded.get(characters);
        Arrays.fill(decoded.array(), '\0');
        return characters;
    }

    private static void requireName(String user) {
        if (!NAME.matcher(user).matches()) {
            throw new IllegalArgumentException("a database user's name matches " + NAME.pattern());
        }
    }

    private static boolean exists(Connection connection, String user) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT FROM pg_roles WHERE rolname = ?")) {
            statement.setString(1, user);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
