package io.cofre.local.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.ports.node.RateLimits.Taking;
import io.cofre.ports.node.RateLimits.Taking.Granted;
import io.cofre.ports.node.RateLimits.Taking.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalRateLimitsTest {
    private final AtomicLong nanos = new AtomicLong(-1);
    private final LocalRateLimits limits = new LocalRateLimits(1_000, nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void take_upToTheLimit_countsDownThenSaysHowLong() {
        assertThat(limits.take("a", 3)).isEqualTo(new Granted(2));
        assertThat(limits.take("a", 3)).isEqualTo(new Granted(1));
        assertThat(limits.take("a", 3)).isEqualTo(new Granted(0));
        assertThat(limits.take("a", 3)).isEqualTo(new Wait(Duration.ofSeconds(20)));
    }

    @Test
    void take_justBeforeAndAtTheTimeSaid_isRefusedThenGranted() {
        take(3, "a", 3);
        pass(Duration.ofSeconds(20).minusNanos(1));
        assertThat(limits.take("a", 3)).isEqualTo(new Wait(Duration.ofNanos(1)));
        pass(Duration.ofNanos(1));
        assertThat(limits.take("a", 3)).isEqualTo(new Granted(0));
    }

    @Test
    void take_otherKey_isCountedByItself() {
        take(3, "a", 3);
        assertThat(limits.take("b", 3)).isEqualTo(new Granted(2));
    }

    @Test
    void take_afterLongRest_hasNoMoreThanTheLimit() {
        take(3, "a", 3);
        pass(Duration.ofHours(5));
        assertThat(limits.take("a", 3)).isEqualTo(new Granted(2));
    }

    @Test
    void take_limitRaised_keepsWhatWasUsed() {
        take(60, "a", 60);
        assertThat(limits.take("a", 120)).isInstanceOf(Wait.class);
        pass(Duration.ofMillis(500));
        assertThat(limits.take("a", 120)).isEqualTo(new Granted(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void take_limitBelowOne_isAFault(int perMinute) {
        assertThatThrownBy(() -> limits.take("a", perMinute)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void take_ofManyThreads_grantsTheLimitAndNoMore() throws Exception {
        List<Future<Taking>> takings = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 400; i++) {
                takings.add(threads.submit(() -> limits.take("a", 100)));
            }
        }
        int granted = 0;
        for (Future<Taking> taking : takings) {
            granted += taking.get(10, TimeUnit.SECONDS) instanceof Granted ? 1 : 0;
        }
        assertThat(granted).isEqualTo(100);
    }

    private void take(int times, String key, int perMinute) {
        for (int i = 0; i < times; i++) {
            assertThat(limits.take(key, perMinute)).isInstanceOf(Granted.class);
        }
    }
}
