package io.cofre.assembly.kill;

import io.cofre.local.postgres.SharedPostgres;
import io.cofre.local.vault.MasterKeyFile;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.postgres.PostgresLogin;
import io.cofre.postgres.PostgresMigrations;
import io.cofre.postgres.PostgresOwner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an installation lies.
 *
 * @param url of its database
 * @param directory of its master key and its trusted roots
 */
record Place(String url, Path directory) {
    private static final String USER = "killed_service";
    private static final String PASSWORD = "of tests alone";

    /** An empty installation on this JVM's server, in place of one of the same name. */
    static Place fresh(String database, Path directory) {
        SharedPostgres server = SharedPostgres.get();
        String url = server.freshDatabase(database);
        try (SecretBytes owners = secret(server.password());
                SecretBytes services = secret(PASSWORD)) {
            var owner = PostgresOwner.source(url, server.user(), owners);
            new PostgresMigrations(owner).apply();
            PostgresLogin.provision(owner, USER, services);
        }
        return withKeys(new Place(url, directory));
    }

    /** As a template stands that nobody is connected to, in place of one of the same name. */
    static Place copyOf(String template, String database, Path directory) {
        execute("DROP DATABASE IF EXISTS \"" + database + "\" WITH (FORCE)");
        execute("CREATE DATABASE \"" + database + "\" TEMPLATE \"" + template + "\"");
        return withKeys(new Place(SharedPostgres.get().server().jdbcUrl(database), directory));
    }

    private static Place withKeys(Place place) {
        MasterKeyFile.create(place.masterKey(), new SecureRandom()).close();
        return place;
    }

    String user() {
        return USER;
    }

    SecretBytes password() {
        return secret(PASSWORD);
    }

    Path masterKey() {
        return directory.resolve("master.key");
    }

    Path trust() {
        return directory.resolve("trust.json");
    }

    /** The first column of a query's rows, past all walls; only in the JVM that runs the server. */
    List<String> column(String query, String... parameters) {
        SharedPostgres server = SharedPostgres.get();
        try (Connection connection = DriverManager.getConnection(url, server.user(), server.password());
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private static void execute(String sql) {
        SharedPostgres server = SharedPostgres.get();
        try (Connection connection = DriverManager.getConnection(
                        server.server().jdbcUrl("postgres"), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static SecretBytes secret(String text) {
        return SecretBytes.owning(text.getBytes(StandardCharsets.UTF_8));
    }
}
