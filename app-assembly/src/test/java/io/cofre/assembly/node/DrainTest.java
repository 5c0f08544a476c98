package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.usecase.IssuedKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that stops while callers hammer it: each request that it took is answered, and what it acknowledged stays. */
class DrainTest {
    private static final Map<String, String> EMBEDDED = Map.of("COFRE_ASSEMBLY", "embedded");
    private static final int CALLERS = 16;
    private static final int FIRST = 200;

    @TempDir
    private Path directory;

    @Test
    void close_underLoad_cutsNoRequestAndLosesNothingAcknowledged() throws Exception {
        List<IssuedKey> admins = new ArrayList<>();
        List<Hammering> callers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        String token;
        try (ServingNode node = Nodes.start(directory, EMBEDDED, admins::add)) {
            Caller admin = Caller.of(node.address(), admins.getFirst().token().reveal());
            token = acme(admin);
            AtomicBoolean stopping = new AtomicBoolean();
            CountDownLatch warm = new CountDownLatch(FIRST);
            for (int i = 0; i < CALLERS; i++) {
                Hammering caller = new Hammering(node.address(), token, "caller-" + i, stopping, warm);
                callers.add(caller);
                threads.add(Thread.ofPlatform().start(caller));
            }
            assertThat(warm.await(60, TimeUnit.SECONDS)).isTrue();
            stopping.set(true);
        }
        for (Thread thread : threads) {
            assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
        }
        assertThat(callers).flatExtracting(Hammering::cut).isEmpty();
        assertThat(callers)
                .flatExtracting(Hammering::statuses)
                .as("done, or told to go elsewhere")
                .containsOnly(200, 503);
        List<String> acknowledged = callers.stream()
                .flatMap(caller -> caller.acknowledged().stream())
                .toList();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(FIRST);

        try (ServingNode again = Nodes.start(directory, EMBEDDED, admins::add)) {
            String exported =
                    Caller.of(again.address(), token).get("/api/spans/export").body();
            assertThat(acknowledged).allSatisfy(memory -> assertThat(exported).contains(memory));
        }
    }

    private static String acme(Caller admin) {
        admin.post("/api/admin/tenants", "{\"tenant_id\":\"acme\",\"name\":\"Acme\"}");
        admin.post(
                "/api/admin/wallets",
                "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"owner_id\":\"ana@acme\"}");
        return Caller.member(
                admin.post(
                        "/auth/keys/issue",
                        "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"ttl_hours\":24,\"scopes\":["
                                + "\"memory.*\",\"span.read\"]}"),
                "token");
    }
}
