package io.cofre.assembly.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private static final Duration BUDGET = Duration.ofSeconds(2);

    private final List<String> closed = new CopyOnWriteArrayList<>();
    private final List<Duration> given = new CopyOnWriteArrayList<>();

    private void keep(Closing closing, String name) {
        closing.keep(name, name, (one, atMost) -> {
            closed.add(one);
            given.add(atMost);
        });
    }

    private static void hang(Closing closing) {
        closing.keep("hangs", () -> new CountDownLatch(1).await());
    }

    @Test
    void close_many_closesInTheOppositeOrderOnce() {
        Closing closing = new Closing(BUDGET);
        keep(closing, "first");
        closing.keep("fails", () -> {
            throw new IllegalStateException("on purpose");
        });
        keep(closing, "last");

        closing.close();
        closing.close();

        assertThat(closed).containsExactly("last", "first");
        assertThat(given).allSatisfy(time -> assertThat(time).isBetween(BUDGET.dividedBy(4), BUDGET.dividedBy(2)));
    }

    @Test
    void close_severalThatHang_endsWithinTheBudgetAndLeavesTimeToEach() {
        Closing closing = new Closing(BUDGET);
        keep(closing, "rests on nothing");
        hang(closing);
        keep(closing, "between");
        hang(closing);

        long from = System.nanoTime();
        closing.close();
        Duration took = Duration.ofNanos(System.nanoTime() - from);

        assertThat(took).isBetween(BUDGET.dividedBy(2), BUDGET);
        assertThat(closed).containsExactly("between", "rests on nothing");
        assertThat(given).allSatisfy(time -> assertThat(time).isPositive());
        assertThat(given.getFirst()).isGreaterThan(given.getLast());
    }

    @Test
    void close_interruptedThread_stillClosesAllAndStaysInterrupted() {
        Closing closing = new Closing(BUDGET);
        keep(closing, "first");
        keep(closing, "last");

        Thread.currentThread().interrupt();
        closing.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(closed).containsExactly("last", "first");
    }
}
