package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose PostgreSQL is paused, and stopped and started again, while it serves. */
class LostDatabaseTest {
    /** What is promised is a second; the rest is for a machine that other builds share. */
    private static final Duration WITHIN = Duration.ofMillis(1_500);

    private static final Duration RECOVERY = Duration.ofSeconds(20);
    private static final int CROWD = 50;

    @TempDir
    private Path directory;

    private StoppableSite site;
    private Caller warm;
    private Caller cold;

    @BeforeEach
    void start() throws IOException {
        site = new StoppableSite(directory);
        warm = site.admin.with(Onprem.issue(site.admin, "memory.*", "span.read"));
        cold = site.admin.with(Onprem.issue(site.admin, "memory.*", "span.read"));
        assertThat(read(warm).statusCode()).isEqualTo(200);
        assertThat(write("first").statusCode()).isEqualTo(200);
    }

    @AfterEach
    void stop() throws IOException {
        site.close();
    }

    private static HttpResponse<String> read(Caller caller) {
        return caller.get("/api/spans");
    }

    private HttpResponse<String> write(String key) {
        return warm.once(key, "/cli/memory.add", "{\"content\":\"Dan prefere espresso curto\"}");
    }

    /** Status and code. */
    private static List<String> said(HttpResponse<String> answer) {
        String status = Integer.toString(answer.statusCode());
        return answer.statusCode() < 400 ? List.of(status) : List.of(status, Caller.member(answer, "code"));
    }

    private static void assertAway(Supplier<HttpResponse<String>> call) throws Exception {
        assertAway(
                CompletableFuture.supplyAsync(call, task -> Thread.ofVirtual().start(task)));
    }

    private static void assertAway(Future<HttpResponse<String>> call)
            throws InterruptedException, ExecutionException, TimeoutException {
        HttpResponse<String> answer = call.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(said(answer)).isEqualTo(List.of("503", "ledger.unavailable"));
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    private void assertAllAway() throws Exception {
        assertAway(() -> read(warm));
        assertAway(() -> write("away"));
        assertAway(() -> cold.get("/auth/whoami"));
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> calls = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                calls.add(crowd.submit(() -> read(warm)));
            }
            for (Future<HttpResponse<String>> call : calls) {
                assertAway(call);
            }
        }
        // A key that is known asks nothing of the ledger.
        assertThat(warm.get("/auth/whoami").statusCode()).isEqualTo(200);
    }

    private void assertRecovers() throws InterruptedException {
        await(() -> read(warm).statusCode() == 200);
        await(() -> cold.get("/auth/whoami").statusCode() == 200);
        await(() -> write("away").statusCode() == 200);
    }

    private static void await(Condition condition) throws InterruptedException {
        long end = System.nanoTime() + RECOVERY.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited " + RECOVERY).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private interface Condition {
        boolean holds();
    }

    @Test
    void postgres_paused_isUnavailableWithinASecondAndComesBack() throws Exception {
        try (Pause paused = site.pause()) {
            assertThat(paused.processes()).hasSizeGreaterThan(1);
            assertAllAway();
        }
        assertRecovers();
    }

    @Test
    void postgres_stoppedAndStartedAgain_isUnavailableAndComesBack() throws Exception {
        site.stopPostgres();
        assertAllAway();
        site.startPostgres();
        assertRecovers();
    }

    @Test
    void postgres_pausedInTheMiddleOfACommit_isUnknownAndFinalWhenRepeated() throws Exception {
        CompletableFuture<HttpResponse<String>> writing;
        try (Connection holder = site.owner.getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            // The memory's own row is written in the message that ends in the commit.
            statement.execute("LOCK TABLE cofre.content_keys IN SHARE MODE");
            writing = CompletableFuture.supplyAsync(
                    () -> write("cut"), task -> Thread.ofVirtual().start(task));
            await(() -> somebodyWaits(statement));
            try (Pause paused = site.pause()) {
                assertThat(paused.processes()).hasSizeGreaterThan(1);
                HttpResponse<String> cut = writing.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
                assertThat(said(cut)).isEqualTo(List.of("503", "ledger.outcome_unknown"));
                assertThat(cut.headers().firstValue("Retry-After")).contains("1");
            }
            holder.rollback();
        }
        HttpResponse<String> cut = writing.get();
        String span = "/api/spans/" + Caller.member(cut, "id") + "?seq=0";
        assertThat(cut.body()).contains("\"spans\":[{\"id\":\"" + Caller.member(cut, "id") + "\",\"seq\":0}]");
        // The server had it all, and wrote it when it could.
        await(() -> warm.get(span).statusCode() == 200);
        HttpResponse<String> again = write("cut");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(warm.get(span).body()).contains(Caller.member(again, "memory_id"));
    }

    private static boolean somebodyWaits(Statement statement) {
        try (ResultSet rows =
                statement.executeQuery("SELECT count(*) FROM pg_locks WHERE locktype = 'relation' AND NOT granted")) {
            return rows.next() && rows.getLong(1) > 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
