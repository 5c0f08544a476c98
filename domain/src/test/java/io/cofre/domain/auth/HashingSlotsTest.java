package io.cofre.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.auth.HashingSlots.Claim;
import io.cofre.testkit.fixtures.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hashings that end when the test says so. */
@Timeout(60)
class HashingSlotsTest {
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Claim NOISE = new Claim.Unknown("flood");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore ends = new Semaphore(0);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private final List<String> begun = new ArrayList<>();
    private final List<Future<Optional<String>>> asked = new ArrayList<>();

    @AfterEach
    void end() {
        ends.release(10_000);
        threads.close();
    }

    private static HashingSlots slots(int slots) {
        return new HashingSlots(slots, LONG, SettableClock.atStart());
    }

    /** A hashing that waits to be ended. */
    private Future<Optional<String>> ask(HashingSlots slots, Claim claim, String name) {
        return threads.submit(() -> slots.hash(claim, () -> {
            mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
            synchronized (begun) {
                begun.add(name);
                begun.notifyAll();
            }
            ends.acquireUninterruptibly();
            running.decrementAndGet();
            return name;
        }));
    }

    private void awaitBegun(int many) throws InterruptedException {
        synchronized (begun) {
            while (begun.size() < many) {
                begun.wait();
            }
        }
    }

    private static void awaitWaiting(HashingSlots slots, int many) {
        long end = System.nanoTime() + LONG.toNanos();
        while (slots.waiting() < many) {
            assertThat(System.nanoTime()).as("until %s wait", many).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private void fill(HashingSlots slots, int noise) {
        for (int i = 0; i < noise; i++) {
            asked.add(ask(slots, NOISE, "noise"));
        }
    }

    @Test
    void hash_ofAFloodAlone_runsInTheOpenHalfAndWaitsInBounds() throws Exception {
        HashingSlots slots = slots(4);
        fill(slots, 2 + HashingSlots.MOST_WAITING);
        awaitBegun(2);
        awaitWaiting(slots, HashingSlots.MOST_WAITING);
        assertThat(slots.running()).isEqualTo(2);

        assertThat(slots.hash(NOISE, () -> "too many")).isEmpty();
        assertThat(slots.waiting()).isEqualTo(HashingSlots.MOST_WAITING);
        assertThat(slots.hashings()).isEqualTo(2);
    }

    @Test
    void hash_ofAnotherAddressBesideAFlood_isNext() throws Exception {
        HashingSlots slots = slots(2);
        fill(slots, 1 + HashingSlots.MOST_WAITING);
        awaitBegun(1);
        awaitWaiting(slots, HashingSlots.MOST_WAITING);

        Future<Optional<String>> honest = ask(slots, new Claim.Unknown("honest"), "honest");
        // Whoever left made room: the flood's newest.
        awaitRoom(slots, honest);
        ends.release(2);
        awaitBegun(3);
        ends.release(1);
        assertThat(honest.get()).contains("honest");
        assertThat(begun.indexOf("honest")).isLessThanOrEqualTo(2);
        assertThat(mostRunning.get()).isEqualTo(1);
    }

    /** The newcomer waits, too, when the queue has been full and one of the flood was turned away for it. */
    private static void awaitRoom(HashingSlots slots, Future<Optional<String>> newcomer) {
        awaitWaiting(slots, HashingSlots.MOST_WAITING);
        assertThat(newcomer.isDone()).isFalse();
    }

    @Test
    void hash_ofKnownAndTrustedOnesBesideAFlood_runAtOnce() throws Exception {
        HashingSlots slots = slots(4);
        slots.found("office");
        fill(slots, 2 + HashingSlots.MOST_WAITING);
        awaitBegun(2);
        awaitWaiting(slots, HashingSlots.MOST_WAITING);

        Future<Optional<String>> known = ask(slots, new Claim.Known("flood"), "known");
        Future<Optional<String>> trusted = ask(slots, new Claim.Unknown("office"), "trusted");
        awaitBegun(4);
        assertThat(slots.running()).isEqualTo(4);
        assertThat(begun.subList(2, 4)).containsExactlyInAnyOrder("known", "trusted");
        ends.release(1_000);
        assertThat(known.get()).contains("known");
        assertThat(trusted.get()).contains("trusted");
        assertThat(mostRunning.get()).isEqualTo(4);
    }

    @Test
    void hash_ofTrustedOnesAlone_useFreeOpenSlots() throws Exception {
        HashingSlots slots = slots(4);
        for (int i = 0; i < 4; i++) {
            asked.add(ask(slots, new Claim.Known("office"), "known"));
        }
        awaitBegun(4);
        assertThat(slots.running()).isEqualTo(4);
    }

    @Test
    void hash_withOneSlot_neverRunsTwoAndServesBothHalves() throws Exception {
        HashingSlots slots = slots(1);
        fill(slots, 3);
        awaitBegun(1);
        awaitWaiting(slots, 2);
        asked.add(ask(slots, new Claim.Known("office"), "known"));
        awaitWaiting(slots, 3);
        asked.add(ask(slots, new Claim.Known("office"), "known"));
        awaitWaiting(slots, 4);
        ends.release(5);
        awaitBegun(5);
        assertThat(begun).containsExactly("noise", "known", "noise", "known", "noise");
        assertThat(mostRunning.get()).isEqualTo(1);
    }

    @Test
    void hash_ofATrustedAddressThatNoiseComesFrom_losesTheKeptHalfInProportion() throws Exception {
        HashingSlots slots = slots(2);
        slots.found("nat");
        for (int i = 0; i < TrustedAddresses.TRIES; i++) {
            assertThat(slots.hash(new Claim.Unknown("nat"), () -> "failed")).isPresent();
        }
        fill(slots, 2);
        awaitBegun(1);
        awaitWaiting(slots, 1);
        asked.add(ask(slots, new Claim.Unknown("nat"), "nat"));
        awaitWaiting(slots, 2);
        assertThat(slots.running()).as("the kept slot stays free").isEqualTo(1);
    }

    @Test
    void hash_thatWaitsTooLong_isTurnedAwayAndLeavesNoTrace() throws Exception {
        HashingSlots slots = new HashingSlots(2, Duration.ofMillis(1), SettableClock.atStart());
        Future<Optional<String>> first = ask(slots, NOISE, "noise");
        awaitBegun(1);
        assertThat(slots.hash(new Claim.Unknown("honest"), () -> "late")).isEmpty();
        assertThat(slots.waiting()).isZero();
        ends.release(1);
        assertThat(first.get()).contains("noise");
        assertThat(slots.hash(NOISE, () -> "again")).contains("again");
        assertThat(slots.hashings()).isEqualTo(2);
        assertThat(slots.running()).isZero();
    }

    @Test
    void hash_interruptedWhileItWaits_isTurnedAwayAndGivesNoSlotAway() throws Exception {
        HashingSlots slots = slots(2);
        asked.add(ask(slots, NOISE, "noise"));
        awaitBegun(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread waiting = Thread.startVirtualThread(() -> {
            if (slots.hash(NOISE, () -> "never").isEmpty()
                    && Thread.currentThread().isInterrupted()) {
                interrupted.countDown();
            }
        });
        awaitWaiting(slots, 1);
        waiting.interrupt();
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(slots.waiting()).isZero();
        ends.release(1);
        assertThat(slots.hash(NOISE, () -> "next")).contains("next");
    }

    @Test
    void hash_thatFails_givesItsSlotBack() {
        HashingSlots slots = slots(1);
        for (int i = 0; i < 3; i++) {
            try {
                slots.hash(NOISE, () -> {
                    throw new IllegalStateException("planted");
                });
            } catch (IllegalStateException planted) {
                assertThat(slots.running()).isZero();
            }
        }
        assertThat(slots.hash(NOISE, () -> "next")).contains("next");
    }
}
