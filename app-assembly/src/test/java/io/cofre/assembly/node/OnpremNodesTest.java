package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.domain.usecase.IssuedKey;
import io.cofre.local.postgres.SharedPostgres;
import io.cofre.postgres.PostgresInit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The assembly {@code onprem}: two nodes on one PostgreSQL and one Redis. */
class OnpremNodesTest {
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(1);

    @TempDir
    private Path directory;

    private OwnRedis redis;
    private Map<String, String> environment;

    @BeforeEach
    void startServers() throws IOException, SQLException {
        redis = OwnRedis.start();
        SharedPostgres postgres = SharedPostgres.get();
        String url = postgres.freshDatabase("onprem");
        new Psql(
                        postgres.server()::jdbcUrl,
                        postgres.user(),
                        postgres.password(),
                        Map.of("onprem_service", "service-password", "onprem_owner", "owner-password"))
                .run(PostgresInit.script(new PostgresInit.Names("onprem", "onprem_service", "onprem_owner")));
        Files.writeString(directory.resolve("master"), "0123456789abcdef".repeat(4));
        Files.setPosixFilePermissions(
                directory.resolve("master"), java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        environment = new HashMap<>(redis.environment());
        environment.putAll(Map.of(
                "COFRE_POSTGRES_URL", url,
                "COFRE_POSTGRES_USER", "onprem_service",
                "COFRE_POSTGRES_PASSWORD_FILE", "env:SERVICE_PASSWORD",
                "SERVICE_PASSWORD", "service-password",
                "COFRE_POSTGRES_MIGRATE_USER", "onprem_owner",
                "COFRE_POSTGRES_MIGRATE_PASSWORD_FILE", "env:OWNER_PASSWORD",
                "OWNER_PASSWORD", "owner-password",
                "COFRE_VAULT_MASTER_KEY_FILE", "master"));
    }

    @AfterEach
    void stopRedis() throws IOException {
        redis.close();
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
}
