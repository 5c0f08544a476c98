package io.cofre.assembly.node;

import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.usecase.AuditLedger;
import io.cofre.domain.usecase.IssuedKey;
import io.cofre.local.node.TrustFile;
import io.cofre.local.postgres.EmbeddedPostgres;
import io.cofre.local.postgres.PostgresOptions;
import io.cofre.ports.journal.Admission;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.postgres.PostgresLogin;
import io.cofre.postgres.PostgresMigrations;
import io.cofre.postgres.PostgresOwner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** One node of the assembly {@code onprem}, on a PostgreSQL that can be paused, and stopped and started again. */
final class StoppableSite implements AutoCloseable {
    private final Path directory;
    private final PostgresOptions options;
    private final OwnRedis redis;
    private final Map<String, String> environment;
    private EmbeddedPostgres postgres;

    /** Who owns the database. */
    final DataSource owner;

    final ServingNode node;
    final Caller admin;

    StoppableSite(Path directory) throws IOException {
        this.directory = directory;
        options = PostgresOptions.defaults()
                .withPort(freePort())
                .withBinaries(Files.createDirectories(
                        Path.of("target/shared-postgres").toAbsolutePath()));
        postgres = EmbeddedPostgres.start(directory.resolve("postgres"), options);
        redis = OwnRedis.start();
        String url = postgres.jdbcUrl("postgres");
        String password = new String(postgres.password());
        try (SecretBytes secret = secret(password);
                SecretBytes service = secret("service-password")) {
            owner = PostgresOwner.source(url, postgres.user(), secret);
            new PostgresMigrations(owner).apply();
            PostgresLogin.provision(owner, "onprem_service", service);
        }
        Path master = Files.writeString(directory.resolve("master"), "0123456789abcdef".repeat(4));
        Files.setPosixFilePermissions(master, PosixFilePermissions.fromString("rw-------"));
        Map<String, String> all = new HashMap<>(redis.environment());
        all.putAll(Map.of(
                "COFRE_POSTGRES_URL", url,
                "COFRE_POSTGRES_USER", "onprem_service",
                "COFRE_POSTGRES_PASSWORD_FILE", "env:SERVICE_PASSWORD",
                "SERVICE_PASSWORD", "service-password",
                "COFRE_POSTGRES_MIGRATE_USER", postgres.user(),
                "COFRE_POSTGRES_MIGRATE_PASSWORD_FILE", "env:OWNER_PASSWORD",
                "OWNER_PASSWORD", password,
                "COFRE_VAULT_MASTER_KEY_FILE", "master",
                "COFRE_DATA_DIR", "node"));
        environment = Map.copyOf(all);
        List<IssuedKey> admins = new ArrayList<>();
        node = Nodes.start(directory, environment, admins::add);
        admin = Caller.of(node.address(), admins.getFirst().token().reveal());
    }

    Pause pause() {
        return Pause.of(postgres.pid());
    }

    void stopPostgres() {
        postgres.close();
    }

    void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.start(directory.resolve("postgres"), options);
    }

    /** Whether the ledger holds, and the tables beside it say what its spans say. */
    AuditLedger.Audited audited() {
        return LiveLedger.compare(
                Nodes.config(directory, environment, 0),
                environment,
                new Progress(System.err),
                snapshots -> new AuditLedger(
                                snapshots,
                                new TrustFile(directory.resolve("node/trust.json")),
                                Ed25519.fastest(),
                                InstantSource.system(),
                                Admission.DEFAULT)
                        .audit(10, (seen, last) -> {}));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static SecretBytes secret(String text) {
        return SecretBytes.owning(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        node.close();
        redis.close();
        postgres.close();
    }
}
