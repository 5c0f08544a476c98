package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class UpkeepTest {
    private static final String SECRET = "tok_live_planted";

    private static Chore often(String name, IntSupplier work) {
        return new Chore(name, Duration.ofMillis(1), work);
    }

    private static Chore never(IntSupplier work) {
        return new Chore("last", Duration.ofDays(1), work);
    }

    private static Chore counting(String name, CountDownLatch runs) {
        return often(name, () -> {
            runs.countDown();
            return 1;
        });
    }

    private static void awaited(CountDownLatch runs) throws InterruptedException {
        assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void chores_someOfWhichFail_areAllDoneAgainAndAgain() throws InterruptedException {
        CountDownLatch before = new CountDownLatch(5);
        CountDownLatch failing = new CountDownLatch(5);
        CountDownLatch broken = new CountDownLatch(5);
        CountDownLatch after = new CountDownLatch(5);
        Upkeep upkeep = Upkeep.start(
                List.of(
                        counting("before", before),
                        often("failing", () -> {
                            failing.countDown();
                            throw new PortFailure.Unavailable(Dependency.LEDGER, "the store is away");
                        }),
                        often("broken", () -> {
                            broken.countDown();
                            throw new AssertionError("a fault of the program");
                        }),
                        counting("after", after)),
                never(() -> 0));
        awaited(before);
        awaited(failing);
        awaited(broken);
        awaited(after);
        upkeep.close(Duration.ofSeconds(10));
    }

    @Test
    void chore_thatFails_isToldByNameWithoutWhatItsDriverSaid() throws InterruptedException {
        CountDownLatch failed = new CountDownLatch(2);
        try (Logged logged = Logged.by(Upkeep.class)) {
            Upkeep upkeep = Upkeep.start(
                    List.of(often("wallet sessions", () -> {
                        failed.countDown();
                        throw new PortFailure.Unavailable(
                                Dependency.LEDGER,
                                "PostgreSQL does not answer",
                                new IllegalStateException("row (" + SECRET + ")"));
                    })),
                    never(() -> 0));
            awaited(failed);
            upkeep.close(Duration.ofSeconds(10));
            assertThat(logged.lines())
                    .isNotEmpty()
                    .containsOnly(
                            "WARN wallet sessions could not be done and will be tried again: PostgreSQL does not answer");
        }
    }

    @Test
    void close_whileAChoreHangs_endsInTimeAndDoesTheLast() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicInteger last = new AtomicInteger();
        Upkeep upkeep = Upkeep.start(
                List.of(often("hangs", () -> {
                    entered.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return 0;
                })),
                never(last::incrementAndGet));
        awaited(entered);
        long from = System.nanoTime();
        upkeep.close(Duration.ofMillis(200));
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(5));
        awaited(interrupted);
        assertThat(last).hasValue(1);
    }
}
