package io.cofre.local.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * For tests: one server for the whole JVM, as durable as in production, and empty databases by name.
 *
 * <p>It lives below {@code target} (else in the directory for temporary files), where a later run finds the unpacked
 * programs and the data directory again; all databases and roles of earlier runs are dropped first. JVMs that run at
 * the same time have a server each. The PostgreSQL JDBC driver must be on the class path. Thread-safe.
 */
public final class SharedPostgres {
    private static final int MOST_AT_ONCE = 64;

    /** Smaller object numbers are PostgreSQL's own. */
    private static final int FIRST_OF_USERS = 16_384;

    private final EmbeddedPostgres server;

    private SharedPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** The server of this JVM, started by the first call and stopped when the JVM ends. */
    public static SharedPostgres get() {
        return Started.SHARED;
    }

    /**
     * Makes an empty database; one of the same name is dropped, its sessions ended.
     *
     * @param name 1 to 63 letters, digits and underscores
     * @return its JDBC address, without user and password
     */
    public String freshDatabase(String name) {
        String url = server.jdbcUrl(name);
        execute(List.of("DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)", "CREATE DATABASE \"" + name + "\""));
        return url;
    }

    /** The superuser's name. */
    public String user() {
        return server.user();
    }

    /** The superuser's password. */
    public String password() {
        return new String(server.password());
    }

    /** The server itself, for tests that end it. */
    public EmbeddedPostgres server() {
        return server;
    }

    private void dropLeftovers() {
        List<String> statements = new ArrayList<>();
        for (String database : column("SELECT quote_ident(datname) FROM pg_database WHERE oid >= " + FIRST_OF_USERS)) {
            statements.add("DROP DATABASE " + database + " WITH (FORCE)");
        }
        for (String role : column("SELECT quote_ident(rolname) FROM pg_roles WHERE oid >= " + FIRST_OF_USERS)) {
            statements.add("DROP OWNED BY " + role + " CASCADE");
            statements.add("DROP ROLE " + role);
        }
        execute(statements);
    }

    private List<String> column(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException("the shared test server refused: " + query, e);
        }
    }

    private void execute(List<String> statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the shared test server refused one of " + statements, e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("postgres"), user(), password());
    }

    /** Loaded, and so started, when it is first asked for. */
    private static final class Started {
        static final SharedPostgres SHARED = start();

        private static SharedPostgres start() {
            Path base = base();
            for (int slot = 0; slot < MOST_AT_ONCE; slot++) {
                try {
                    EmbeddedPostgres server = EmbeddedPostgres.start(
                            base.resolve("data-" + slot),
                            PostgresOptions.defaults().withBinaries(base));
                    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shared-postgres-close"));
                    SharedPostgres shared = new SharedPostgres(server);
                    shared.dropLeftovers();
                    return shared;
                } catch (PostgresFailure.DataDirectoryInUse occupied) {
                    // By another JVM's tests: the next one, then.
                }
            }
            throw new IllegalStateException(MOST_AT_ONCE + " other JVMs run tests in " + base);
        }

        private static Path base() {
            Path target = Path.of("target").toAbsolutePath();
            try {
                return Files.isDirectory(target)
                        ? Files.createDirectories(target.resolve("shared-postgres"))
                        : Files.createTempDirectory("shared-postgres");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
