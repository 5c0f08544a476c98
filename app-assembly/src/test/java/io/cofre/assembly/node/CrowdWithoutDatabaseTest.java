package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.cofre.assembly.node.Crowd.Deed;
import io.cofre.assembly.node.Crowd.Heard;
import io.cofre.testkit.fixtures.Seeds;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A crowd that writes and reads while its node's PostgreSQL is paused, stopped, or cut off again and again: everybody
 * is answered in time, nothing acknowledged is lost, nothing denied was done, and no thread stays behind.
 */
class CrowdWithoutDatabaseTest {
    /** What is promised is a second; the rest is for a machine that other builds share. */
    private static final Duration WITHIN = Duration.ofMillis(1_500);

    private static final Duration AWAY = Duration.ofSeconds(3);
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private StoppableSite site;
    private Caller ana;
    private OutsideKey key;

    @BeforeEach
    void start() throws Exception {
        site = new StoppableSite(directory);
        ana = site.admin.with(Onprem.issue(site.admin, "memory.*", "span.read", "span.append", "wallet.key.register"));
        key = new OutsideKey(Seeds.next());
        key.register(ana, "wlt_acme_ana");
    }

    @AfterEach
    void stop() throws IOException {
        site.close();
    }

    /** What becomes of the database, and when it is over. */
    private interface Outage {
        void happen() throws Exception;
    }

    @Test
    void postgres_pausedUnderLoad_everybodyIsToldAndNothingIsLost() throws Exception {
        during(() -> {
            try (Pause paused = site.pause()) {
                assertThat(paused.processes()).hasSizeGreaterThan(1);
                TimeUnit.NANOSECONDS.sleep(AWAY.toNanos());
            }
        });
    }

    @Test
    void postgres_stoppedUnderLoad_everybodyIsToldAndNothingIsLost() throws Exception {
        during(() -> {
            site.stopPostgres();
            TimeUnit.NANOSECONDS.sleep(AWAY.toNanos());
            site.startPostgres();
        });
    }

    @Test
    void connections_cutUnderLoad_everybodyIsToldAndNothingIsLost() throws Exception {
        during(this::cut);
    }

    private void cut() throws SQLException, InterruptedException {
        long end = System.nanoTime() + AWAY.toNanos();
        try (Connection connection = site.owner.getConnection();
                Statement statement = connection.createStatement()) {
            while (System.nanoTime() < end) {
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE usename = 'onprem_service' AND state = 'active'");
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private void during(Outage outage) throws Exception {
        warmUp();
        int memories = ids(export(), "memory").size();
        long threads = threads();
        List<Heard> heard;
        try (Crowd crowd = new Crowd(ana, key, Seeds.next())) {
            awaitEveryDeed(crowd, 0);
            long from = System.nanoTime();
            outage.happen();
            awaitEveryDeed(crowd, System.nanoTime());
            crowd.stop();
            heard = crowd.heard();
            assertAnswers(heard, from);
            assertKept(crowd, heard, memories);
        }
        awaitThreads(threads);
        assertThat(site.audited().findings()).isEmpty();
    }

    /** So that all threads that the node keeps are there. */
    private void warmUp() throws Exception {
        try (Crowd crowd = new Crowd(ana, key, Seeds.next())) {
            awaitEveryDeed(crowd, 0);
            crowd.stop();
        }
    }

    /** Until each kind of request was begun after a moment and done: the node serves, by itself. */
    private static void awaitEveryDeed(Crowd crowd, long after) throws InterruptedException {
        long end = System.nanoTime() + RECOVERY.toNanos();
        Set<Deed> done = EnumSet.noneOf(Deed.class);
        while (done.size() < Deed.values().length) {
            assertThat(System.nanoTime()).as("only %s are done", done).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
            crowd.heard().stream()
                    .filter(one -> one.done() && (after == 0 || one.from() - after > 0))
                    .forEach(one -> done.add(one.request().deed()));
        }
    }

    /** @param from when the outage began */
    private static void assertAnswers(List<Heard> heard, long from) {
        assertThat(heard.stream().flatMap(one -> fault(one, from).stream())).isEmpty();
        assertThat(heard)
                .filteredOn(one -> one.to() - from > 0 && !one.done())
                .extracting(one -> one.request().deed())
                .as("who was told that it is away")
                .contains(Deed.MEMORY, Deed.NOTE, Deed.READ);
    }

    /** What is wrong with an answer, whenever it was given; time counts from the request, or the outage, on. */
    private static Optional<String> fault(Heard one, long outage) {
        Deed deed = one.request().deed();
        boolean writes = deed == Deed.MEMORY || deed == Deed.NOTE;
        boolean told = one.status() == 503
                && switch (one.code()) {
                    case "ledger.unavailable" -> true;
                    case "ledger.outcome_unknown" -> writes && one.spans().size() == 1;
                    default -> false;
                };
        if (!one.done() && !told) {
            return Optional.of("neither done nor told so: " + one);
        }
        // What is done may wait its turn, as everything does on a crowded machine.
        Duration took = Duration.ofNanos(Math.min(one.to() - one.from(), one.to() - outage));
        return one.done() || took.compareTo(WITHIN) < 0 ? Optional.empty() : Optional.of(took + ": " + one);
    }

    /**
     * What was acknowledged stands, what was denied does not, and what nobody knew is done once when it is repeated.
     */
    private void assertKept(Crowd crowd, List<Heard> heard, int memoriesBefore) {
        List<String> memories = new ArrayList<>();
        Set<String> notes = heard.stream()
                .filter(one -> one.request().deed() == Deed.NOTE && one.done())
                .map(one -> one.request().name())
                .collect(Collectors.toSet());
        heard.stream()
                .filter(one -> one.request().deed() == Deed.MEMORY && one.done())
                .forEach(one -> memories.addAll(one.spans()));
        for (Heard unknown : heard.stream()
                .filter(one -> one.code().equals("ledger.outcome_unknown"))
                .toList()) {
            Heard again = crowd.again(unknown.request());
            assertThat(again.done()).as("%s", again).isTrue();
            if (unknown.request().deed() == Deed.NOTE) {
                assertThat(unknown.spans()).containsExactly(unknown.request().name());
                notes.add(unknown.request().name());
            } else {
                memories.addAll(again.spans());
            }
        }
        String export = export();
        assertThat(ids(export, "memory"))
                .containsAll(memories)
                .doesNotHaveDuplicates()
                .hasSize(memoriesBefore + memories.size());
        assertThat(ids(export, "note")).containsAll(notes).doesNotHaveDuplicates();
        assertThat(ids(export, "note"))
                .doesNotContainAnyElementsOf(heard.stream()
                        .filter(one ->
                                one.request().deed() == Deed.NOTE && one.code().equals("ledger.unavailable"))
                        .map(one -> one.request().name())
                        .toList());
    }

    private String export() {
        return ana.get("/api/spans/export").body();
    }

    private static List<String> ids(String export, String type) {
        return export.lines()
                .filter(line -> line.contains("\"entity_type\":\"" + type + "\""))
                .map(line -> line.replaceFirst(".*?\"id\":\"([^\"]+)\".*", "$1"))
                .toList();
    }

    /** Platform and virtual ones, of node and crowd together. */
    private long threads() throws IOException {
        Path dump = directory.resolve("threads.json");
        Files.deleteIfExists(dump);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
        return Files.readString(dump, StandardCharsets.UTF_8).split("\"tid\":", -1).length - 1L;
    }

    private void awaitThreads(long before) throws IOException, InterruptedException {
        long end = System.nanoTime() + RECOVERY.toNanos();
        long now = threads();
        while (now > before) {
            assertThat(System.nanoTime())
                    .as("%d threads, %d before", now, before)
                    .isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100);
            now = threads();
        }
    }
}
