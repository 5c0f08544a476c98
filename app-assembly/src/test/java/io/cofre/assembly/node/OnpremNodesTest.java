package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.domain.usecase.IssuedKey;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The assembly {@code onprem}: two nodes on one PostgreSQL and one Redis. */
class OnpremNodesTest {
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(1);

    @TempDir
    private Path directory;

    private Onprem site;

    @BeforeEach
    void startServers() throws IOException, SQLException {
        site = Onprem.start(directory);
    }

    @AfterEach
    void stopRedis() throws IOException {
        site.close();
    }

    @Test
    void revoke_onOneNode_isSeenOnTheOtherWithinASecond() throws IOException {
        List<IssuedKey> admins = new ArrayList<>();
        try (ServingNode one = site.node("one", admins::add)) {
            Caller admin = Caller.of(one.address(), admins.getFirst().token().reveal());
            assertThat(admin.get("/health/ready").body())
                    .contains("{\"name\":\"postgres\",\"status\":\"up\"}")
                    .contains("{\"name\":\"redis\",\"status\":\"up\"}");
            assertThat(admin.get("/auth/whoami").statusCode()).isEqualTo(200);

            assertThatThrownBy(() -> site.node("two", admins::add))
                    .isInstanceOfSatisfying(
                            StartFailure.class,
                            failure -> assertThat(failure.status()).isEqualTo(ExitStatus.CONFIG))
                    .hasMessageContaining("copy trust.json from a node that trusts it");

            site.trustAs("one", "two");
            try (ServingNode two = site.node("two", admins::add)) {
                assertThat(admins).hasSize(1);
                String token = Onprem.issue(admin);
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
}
