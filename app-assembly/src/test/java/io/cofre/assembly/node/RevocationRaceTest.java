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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key that is revoked while callers use it on two nodes. */
class RevocationRaceTest {
    private static final int ROUNDS = 5;
    private static final int CALLERS = 3;
    private static final Duration BROADCAST = Duration.ofSeconds(1);

    /** How long a record lives here; 30 s where nothing is said, and never longer. */
    private static final Duration RECORD = Duration.ofSeconds(1);

    private static final Duration GIVING_UP = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private Onprem site;

    @BeforeEach
    void start() throws IOException, SQLException {
        site = Onprem.start(directory);
    }

    @AfterEach
    void stop() throws IOException {
        site.close();
    }

    @Test
    void revocation_whileTheKeyIsUsed_endsItHereAtOnceAndElsewhereWithinASecond() throws Exception {
        try (Two nodes = Two.start(site)) {
            for (int round = 0; round < ROUNDS; round++) {
                Race race = race(nodes);
                assertThat(race.here() - race.acknowledged()).as("here, ns").isNegative();
                assertThat(race.elsewhere() - race.acknowledged())
                        .as("elsewhere, ns")
                        .isLessThan(BROADCAST.toNanos());
            }
        }
    }

    @Test
    void revocation_withTheBroadcastCut_endsItElsewhereWithinTheLifeOfARecord() throws Exception {
        Onprem shortLived = site.with("COFRE_AUTH_VERIFIED_TOKEN_TTL_SECONDS", Long.toString(RECORD.toSeconds()));
        try (Two nodes = Two.start(shortLived)) {
            site.redis().close();
            Race race = race(nodes);
            assertThat(race.here() - race.acknowledged()).as("here, ns").isNegative();
            assertThat(race.elsewhere() - race.acknowledged())
                    .as("elsewhere, ns")
                    .isLessThan(RECORD.toNanos());
        }
    }

    /** Two nodes that trust the same root. */
    private record Two(ServingNode one, ServingNode two, Caller admin) implements AutoCloseable {
        static Two start(Onprem site) throws IOException {
            List<IssuedKey> admins = new ArrayList<>();
            ServingNode one = site.node("one", admins::add);
            Caller admin = Caller.of(one.address(), admins.getFirst().token().reveal());
            // A first token that nobody used is replaced at the next node's start.
            assertThat(admin.get("/auth/whoami").statusCode()).isEqualTo(200);
            site.trustAs("one", "two");
            return new Two(one, site.node("two", admins::add), admin);
        }

        @Override
        public void close() {
            two.close();
            one.close();
        }
    }

    /**
     * What was seen of one revocation.
     *
     * @param acknowledged when it was answered
     * @param here when the last call began that was still granted on the node that took it
     * @param elsewhere the same for the other
     */
    private record Race(long acknowledged, long here, long elsewhere) {}

    private static Race race(Two nodes) throws InterruptedException, ExecutionException {
        Caller admin = nodes.admin();
        Caller here = admin.with(Onprem.issue(admin));
        Caller elsewhere = Caller.of(nodes.two().address(), here.token());
        assertThat(here.get("/auth/whoami").statusCode()).isEqualTo(200);
        assertThat(elsewhere.get("/auth/whoami").statusCode()).isEqualTo(200);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> usingHere = use(threads, here);
            List<Future<Long>> usingElsewhere = use(threads, elsewhere);
            HttpResponse<String> revoked =
                    admin.post("/auth/keys/revoke", "{\"wallet_id\":\"wlt_acme_ana\",\"all\":true}");
            long acknowledged = System.nanoTime();
            assertThat(revoked.statusCode()).as(revoked.body()).isEqualTo(200);
            return new Race(acknowledged, last(usingHere), last(usingElsewhere));
        }
    }

    private static List<Future<Long>> use(ExecutorService threads, Caller caller) {
        List<Future<Long>> using = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            using.add(threads.submit(() -> lastGood(caller)));
        }
        return using;
    }

    /** When the last call began that was granted. */
    private static long lastGood(Caller caller) {
        long end = System.nanoTime() + GIVING_UP.toNanos();
        long good = System.nanoTime() - GIVING_UP.toNanos();
        while (true) {
            long began = System.nanoTime();
            assertThat(began).as("still granted").isLessThan(end);
            int status = caller.get("/auth/whoami").statusCode();
            if (status != 200) {
                assertThat(status).isEqualTo(401);
                return good;
            }
            good = began;
        }
    }

    private static long last(List<Future<Long>> using) throws InterruptedException, ExecutionException {
        long last = Long.MIN_VALUE;
        for (Future<Long> caller : using) {
            last = Math.max(last, caller.get());
        }
        return last;
    }
}
