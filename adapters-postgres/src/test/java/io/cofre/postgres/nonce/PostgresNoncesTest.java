package io.cofre.postgres.nonce;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.nonce.Nonces;
import io.cofre.ports.span.KeyId;
import io.cofre.postgres.Database;
import io.cofre.postgres.PostgresConnections;
import io.cofre.testkit.fixtures.Nasty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PostgresNoncesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final KeyId KEY = new KeyId("did:logline:" + "ab".repeat(32));
    private static final KeyId OTHER = new KeyId("did:logline:" + "cd".repeat(32));

    private static Database database;

    @BeforeAll
    static void open() {
        database = Database.fresh("nonces");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void take_sameNonceOfTwoKeys_isTakenOnceEach() {
        Nonces nonces = new PostgresNonces(database.connections());

        assertThat(nonces.take(KEY, "one", NOW)).isEqualTo(Nonces.Taking.TAKEN);
        assertThat(nonces.take(OTHER, "one", NOW)).isEqualTo(Nonces.Taking.TAKEN);
        assertThat(nonces.take(KEY, "one", NOW.plusSeconds(1))).isEqualTo(Nonces.Taking.USED_BEFORE);
        assertThat(nonces.take(KEY, "One", NOW)).isEqualTo(Nonces.Taking.TAKEN);
    }

    @Test
    void take_nastyAndLongNonces_areTakenOnceEach() {
        Nonces nonces = new PostgresNonces(database.connections());
        List<String> all = new ArrayList<>(Nasty.TEXTS);
        all.add(Nasty.noise(200));

        assertThat(all).allSatisfy(nonce -> {
            assertThat(nonces.take(OTHER, nonce, NOW)).isEqualTo(Nonces.Taking.TAKEN);
            assertThat(nonces.take(OTHER, nonce, NOW)).isEqualTo(Nonces.Taking.USED_BEFORE);
        });
    }

    @Test
    void take_byManyThreadsOfTwoNodes_hasOneWinnerEachRound() throws Exception {
        int threads = 8;
        try (PostgresConnections second = database.connect();
                ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Nonces> nodes = List.of(new PostgresNonces(database.connections()), new PostgresNonces(second));
            CyclicBarrier start = new CyclicBarrier(threads);
            for (int round = 0; round < 20; round++) {
                String nonce = "round-" + round;
                List<Future<Nonces.Taking>> takings = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    Nonces node = nodes.get(i % 2);
                    takings.add(pool.submit(() -> {
                        start.await();
                        return node.take(KEY, nonce, NOW);
                    }));
                }
                List<Nonces.Taking> answers = new ArrayList<>();
                for (Future<Nonces.Taking> taking : takings) {
                    answers.add(taking.get());
                }
                assertThat(answers).as(nonce).containsOnlyOnce(Nonces.Taking.TAKEN);
            }
        }
    }

    @Test
    void sweep_oldAndFreshNonces_removesTheOld() {
        try (Database own = Database.fresh("nonces_swept")) {
            Nonces nonces = new PostgresNonces(own.connections());
            nonces.take(KEY, "old", NOW.minus(Nonces.KEPT).minusMillis(1));
            nonces.take(KEY, "on the edge", NOW.minus(Nonces.KEPT));
            nonces.take(KEY, "fresh", NOW);

            assertThat(nonces.sweep(NOW)).isEqualTo(1);
            assertThat(nonces.take(KEY, "old", NOW)).isEqualTo(Nonces.Taking.TAKEN);
            assertThat(nonces.take(KEY, "on the edge", NOW)).isEqualTo(Nonces.Taking.USED_BEFORE);
            assertThat(nonces.take(KEY, "fresh", NOW)).isEqualTo(Nonces.Taking.USED_BEFORE);
        }
    }
}
