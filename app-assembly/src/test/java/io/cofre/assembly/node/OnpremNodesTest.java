package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.domain.usecase.IssuedKey;
import io.cofre.local.postgres.SharedPostgres;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/** The assembly {@code onprem}: two nodes on one PostgreSQL and one Redis. */
class OnpremNodesTest {
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(1);

    @TempDir
    private Path directory;

    private RedisServer redis;
    private Map<String, String> environment;

    @BeforeEach
    void startServers() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        redis = RedisServer.newRedisServer()
                .bind("127.0.0.1")
                .port(port)
                .setting("requirepass p@ss+word")
                .setting("save \"\"")
                .setting("appendonly no")
                .build();
        redis.start();

        SharedPostgres postgres = SharedPostgres.get();
        String url = postgres.freshDatabase("onprem");
        try (SecretBytes password = secret(postgres.password());
                SecretBytes service = secret("service-password")) {
            DataSource owner = PostgresOwner.source(url, postgres.user(), password);
            new PostgresMigrations(owner).apply();
            PostgresLogin.provision(owner, "onprem_service", service);
        }
        Files.writeString(directory.resolve("master"), "0123456789abcdef".repeat(4));
        Files.setPosixFilePermissions(
                directory.resolve("master"), java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        environment = new HashMap<>(Map.of(
                "COFRE_POSTGRES_URL", url,
                "COFRE_POSTGRES_USER", "onprem_service",
                "COFRE_POSTGRES_PASSWORD_FILE", "env:SERVICE_PASSWORD",
                "SERVICE_PASSWORD", "service-password",
                "COFRE_POSTGRES_MIGRATE_USER", postgres.user(),
                "COFRE_POSTGRES_MIGRATE_PASSWORD_FILE", "env:OWNER_PASSWORD",
                "OWNER_PASSWORD", postgres.password(),
                "COFRE_REDIS_URL", "redis://127.0.0.1:" + port,
                "COFRE_REDIS_PASSWORD_FILE", "env:REDIS_PASSWORD",
                "REDIS_PASSWORD", "p@ss+word"));
        environment.put("COFRE_VAULT_MASTER_KEY_FILE", "master");
    }

    @AfterEach
    void stopRedis() throws IOException {
        redis.stop();
    }

    @Test
    void revoke_onOneNode_isSeenOnTheOtherWithinASecond() throws IOException {
        List<IssuedKey> admins = new ArrayList<>();
        try (ServingNode one = Nodes.start(directory, node("one"), admins::add)) {
            Caller admin = Caller.of(one.address(), admins.getFirst().token().reveal());
            assertThat(admin.get("/health/ready").body())
                    .contains("{\"name\":\"postgres\",\"status\":\"up\"}")
                    .contains("{\"name\":\"redis\",\"status\":\"up\"}");
            assertThat(admin.get("/auth/whoami").statusCode()).isEqualTo(200);

            assertThatThrownBy(() -> Nodes.start(directory, node("two"), admins::add))
                    .isInstanceOfSatisfying(
                            StartFailure.class,
                            failure -> assertThat(failure.status()).isEqualTo(ExitStatus.CONFIG))
                    .hasMessageContaining("copy trust.json from a node that trusts it");

            Files.copy(directory.resolve("one/trust.json"), directory.resolve("two/trust.json"));
            try (ServingNode two = Nodes.start(directory, node("two"), admins::add)) {
                assertThat(admins).hasSize(1);
                String token = issue(admin);
                Caller other = Caller.of(two.address(), token);
                assertThat(other.get("/auth/whoami").statusCode()).isEqualTo(200);

                assertThat(admin.post("/auth/keys/revoke", "{\"wallet_id\":\"wlt_acme_ana\",\"all\":true}")
                                .statusCode())
                        .isEqualTo(200);
                long revoked = System.nanoTime();
                int status = other.get("/auth/whoami").statusCode();
                while (status == 200 && System.nanoTime() - revoked < SEEN_WITHIN.toNanos()) {
                    status = other.get("/auth/whoami").statusCode();
                }
                assertThat(status).isEqualTo(401);
            }
        }
    }

    private static String issue(Caller admin) {
        admin.post("/api/admin/tenants", "{\"tenant_id\":\"acme\",\"name\":\"Acme\"}");
        admin.post(
                "/api/admin/wallets",
                "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"owner_id\":\"ana@acme\"}");
        return Caller.member(
                admin.post(
                        "/auth/keys/issue",
                        "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"scopes\":[\"memory.*\"],"
                                + "\"ttl_hours\":24}"),
                "token");
    }

    private Map<String, String> node(String name) {
        Map<String, String> own = new HashMap<>(environment);
        own.put("COFRE_DATA_DIR", name);
        return own;
    }

    private static SecretBytes secret(String text) {
        return SecretBytes.owning(text.getBytes(StandardCharsets.UTF_8));
    }
}
