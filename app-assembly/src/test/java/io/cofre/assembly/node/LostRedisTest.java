package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.usecase.IssuedKey;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose Redis is paused while callers use it: some with a rate of their own, which Redis counts. */
class LostRedisTest {
    private static final int CROWD = 50;
    private static final Duration RECOVERY = Duration.ofSeconds(20);

    /** What is promised is a second; the rest is for a machine that other builds share. */
    private static final Duration WITHIN = Duration.ofMillis(1_500);

    @TempDir
    private Path directory;

    private Onprem site;
    private ServingNode node;
    private Caller free;
    private Caller limited;

    @BeforeEach
    void start() throws IOException, SQLException {
        site = Onprem.start(directory);
        List<IssuedKey> admins = new ArrayList<>();
        node = site.node("one", admins::add);
        Caller admin = Caller.of(node.address(), admins.getFirst().token().reveal());
        free = admin.with(Onprem.issue(admin));
        limited = admin.with(Caller.member(
                admin.post(
                        "/auth/keys/issue",
                        "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"scopes\":[\"memory.*\"],"
                                + "\"ttl_hours\":24,\"requests_per_minute\":100000}"),
                "token"));
        assertThat(add(free).statusCode()).isEqualTo(200);
        assertThat(add(limited).statusCode()).isEqualTo(200);
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
        site.close();
    }

    private static HttpResponse<String> add(Caller caller) {
        return caller.post("/cli/memory.add", "{\"content\":\"Dan prefere espresso curto\"}");
    }

    @Test
    void redis_pausedUnderLoad_refusesOnlyWhoNeedsIt_withinASecond_andComesBack() throws Exception {
        try (Pause paused = Pause.of(site.redis().pid());
                ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(paused.processes()).isNotEmpty();
            List<Future<HttpResponse<String>>> refused = new ArrayList<>();
            List<Future<HttpResponse<String>>> served = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                refused.add(crowd.submit(() -> add(limited)));
                served.add(crowd.submit(() -> add(free)));
            }
            long begun = System.nanoTime();
            for (Future<HttpResponse<String>> call : refused) {
                HttpResponse<String> answer = call.get(30, TimeUnit.SECONDS);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(Caller.member(answer, "code")).isEqualTo("ledger.unavailable");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(WITHIN);
            for (Future<HttpResponse<String>> call : served) {
                assertThat(call.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
            HttpResponse<String> ready = free.get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("redis");
        }
        long end = System.nanoTime() + RECOVERY.toNanos();
        while (add(limited).statusCode() != 200) {
            assertThat(System.nanoTime()).as("waited " + RECOVERY).isLessThan(end);
        }
    }
}
