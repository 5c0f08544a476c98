package io.cofre.assembly.node;

import io.cofre.assembly.config.Config;
import io.cofre.assembly.config.StoreConfig;
import io.cofre.assembly.wiring.Closing;
import io.cofre.local.postgres.EmbeddedPostgres;
import io.cofre.local.postgres.PostgresListener;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.PostgresLogin;
import io.cofre.postgres.PostgresMigrations;
import io.cofre.postgres.PostgresOwner;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The node's database, at this program's version and with its pools.
 *
 * @param owner connects as the schema's owner
 */
record Database(DataSource owner, PostgresConnections connections) {
    static final String NAME = "cofre";
    private static final String EMBEDDED_USER = "cofre_service";
    private static final int PASSWORD_BYTES = 32;

    /** For a command: nobody looks on. */
    static Database open(Config config, Secrets secrets, Closing closing, Progress progress) {
        return open(config, secrets, PostgresListener.silent(), closing, progress);
    }

    /** @param listener hears of the unplanned ends of a server that is the node's own */
    static Database open(
            Config config, Secrets secrets, PostgresListener listener, Closing closing, Progress progress) {
        return switch (config.store().backend()) {
            case StoreConfig.Backend.Embedded ignored -> embedded(config, listener, closing, progress);
            case StoreConfig.Backend.Shared shared -> shared(shared, config, secrets, closing, progress);
            case StoreConfig.Backend.InMemory ignored -> throw OpenedNode.nothingKept();
        };
    }

    private static Database embedded(Config config, PostgresListener listener, Closing closing, Progress progress) {
        EmbeddedPostgres server = OwnServer.start(OwnServer.home(config), listener, closing, progress);
        try (SecretBytes password = Secrets.owning(server.password());
                SecretBytes fresh = freshPassword()) {
            PostgresOwner.ensureDatabase(
                    PostgresOwner.source(server.jdbcUrl("postgres"), server.user(), password), NAME);
            String url = server.jdbcUrl(NAME);
            DataSource owner = PostgresOwner.source(url, server.user(), password);
            migrate(owner, progress);
            // A password for this run alone: nobody has to keep it.
            PostgresLogin.provision(owner, EMBEDDED_USER, fresh);
            return new Database(owner, pools(url, EMBEDDED_USER, fresh, config, closing));
        }
    }

    private static Database shared(
            StoreConfig.Backend.Shared shared, Config config, Secrets secrets, Closing closing, Progress progress) {
        DataSource owner = owner(shared, secrets);
        try (SecretBytes password =
                secrets.line("postgres.password_file", shared.service().password())) {
            migrate(owner, progress);
            return new Database(
                    owner, pools(shared.postgresUrl(), shared.service().user(), password, config, closing));
        }
    }

    /** As {@code postgres.migrate_user}. */
    static DataSource owner(StoreConfig.Backend.Shared shared, Secrets secrets) {
        StoreConfig.Login migrations = shared.migrations();
        try (SecretBytes password = secrets.line("postgres.migrate_password_file", migrations.password())) {
            return PostgresOwner.source(shared.postgresUrl(), migrations.user(), password);
        }
    }

    private static void migrate(DataSource owner, Progress progress) {
        progress.during("applying migrations", () -> new PostgresMigrations(owner).apply());
    }

    private static PostgresConnections pools(
            String url, String user, SecretBytes password, Config config, Closing closing) {
        StoreConfig.Connections most = config.store().connections();
        return closing.keep(
                "connections",
                new PostgresConnections(
                        url,
                        user,
                        password,
                        new PostgresConnections.Sizes(most.readers(), most.writers(), most.systems())));
    }

    private static SecretBytes freshPassword() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        byte[] text = HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(random, (byte) 0);
        return SecretBytes.owning(text);
    }

    /** The Redis url with its password, where nodes share one. */
    static Optional<String> redisUrl(Config config, Secrets secrets) {
        return switch (config.store().backend()) {
            case StoreConfig.Backend.Embedded ignored -> Optional.empty();
            case StoreConfig.Backend.Shared shared -> Optional.of(RedisUrls.with(shared, secrets));
            case StoreConfig.Backend.InMemory ignored -> Optional.empty();
        };
    }
}
