package io.cofre.local.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.node.Invalidation.About;
import io.cofre.ports.node.Invalidation.Notice;
import io.cofre.ports.node.Invalidation.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LocalInvalidationTest {
    private static final Notice TOKEN = new Notice(About.TOKEN, "a-hash");

    private final LocalInvalidation invalidation = new LocalInvalidation();
    private final List<Notice> seen = new ArrayList<>();

    @Test
    void publish_withListeners_calledAllBeforeItReturns() {
        List<Notice> other = new ArrayList<>();
        invalidation.listen(seen::add);
        invalidation.listen(other::add);
        invalidation.publish(TOKEN);
        assertThat(seen).containsExactly(TOKEN);
        assertThat(other).containsExactly(TOKEN);
        assertThat(invalidation.lost()).isZero();
    }

    @Test
    void close_oneOfTwoListenings_endsItAlone() {
        Registration first = invalidation.listen(seen::add);
        invalidation.listen(seen::add);
        first.close();
        first.close();
        invalidation.publish(TOKEN);
        assertThat(seen).containsExactly(TOKEN);
    }

    @Test
    void publish_listenerFails_reachesTheOthersAndIsCounted() {
        invalidation.listen(notice -> {
            throw new IllegalStateException("broken");
        });
        invalidation.listen(seen::add);
        invalidation.publish(TOKEN);
        assertThat(seen).containsExactly(TOKEN);
        assertThat(invalidation.lost()).isEqualTo(1);
    }

    @Test
    void publish_ofManyThreads_callsOneAtATime() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger calls = new AtomicInteger();
        invalidation.listen(notice -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            calls.incrementAndGet();
            inside.decrementAndGet();
        });
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 400; i++) {
            threads.execute(() -> invalidation.publish(TOKEN));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(calls).hasValue(400);
        assertThat(most).hasValue(1);
    }
}
