package io.cofre.local.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.local.vault.EnvelopeVault.Caching;
import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.vault.SecretRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SecretCacheTest {
    private static final Duration KEPT = Duration.ofSeconds(60);

    private final AtomicLong nanos = new AtomicLong();
    private final List<SecretBytes> loaded = new ArrayList<>();
    private final SecretCache cache = new SecretCache(new Caching(KEPT, 3), nanos::get, this::load);

    private SecretBytes load(SecretRef ref) {
        SecretBytes secret = SecretBytes.owning(new byte[] {42, 43});
        loaded.add(secret);
        return secret;
    }

    private static SecretBytes copy(SecretCache cache, SecretRef ref) {
        return cache.with(ref, SharedSecret::copy);
    }

    private static SecretRef ref(int i) {
        return new SecretRef("vlt_ref" + i);
    }

    private static boolean isCleared(SecretBytes secret) {
        try {
            return secret.reveal(bytes -> bytes[0] == 0);
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private void read(int i) {
        try (SecretBytes copy = copy(cache, ref(i))) {
            assertThat(isCleared(copy)).isFalse();
        }
    }

    @Test
    void copy_withinTheTime_isOfOneLoading() {
        read(1);
        nanos.addAndGet(KEPT.toNanos() - 1);
        read(1);
        assertThat(loaded).hasSize(1).noneMatch(SecretCacheTest::isCleared);
    }

    @Test
    void copy_pastTheTime_clearsTheOldAndLoads() {
        read(1);
        nanos.addAndGet(KEPT.toNanos());
        read(1);
        assertThat(loaded.stream().map(SecretCacheTest::isCleared)).containsExactly(true, false);
    }

    @Test
    void copy_moreThanTheNumber_clearsTheRest() {
        for (int i = 0; i < 50; i++) {
            read(i);
        }
        assertThat(loaded).hasSize(50).filteredOn(secret -> !isCleared(secret)).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void with_droppedMeanwhile_clearsWhenTheUserIsDone() {
        boolean whole = cache.with(ref(1), secret -> {
            cache.drop(List.of(ref(1)));
            return !isCleared(loaded.getFirst());
        });
        assertThat(whole).isTrue();
        assertThat(loaded).singleElement().matches(SecretCacheTest::isCleared);
    }

    @Test
    void drop_cached_clearsIt() {
        read(1);
        cache.drop(List.of(ref(1), ref(2)));
        assertThat(loaded).singleElement().matches(SecretCacheTest::isCleared);
    }

    @Test
    void close_cached_clearsAll() {
        read(1);
        read(2);
        cache.close();
        assertThat(loaded).hasSize(2).allMatch(SecretCacheTest::isCleared);
    }

    @Test
    void close_whileLoading_clearsWhatComes() {
        List<SecretBytes> late = new ArrayList<>();
        List<SecretCache> self = new ArrayList<>();
        SecretCache closing = new SecretCache(new Caching(KEPT, 3), nanos::get, ref -> {
            self.getFirst().close();
            late.add(SecretBytes.owning(new byte[] {1}));
            return late.getFirst();
        });
        self.add(closing);
        try (SecretBytes copy = copy(closing, ref(1))) {
            assertThat(isCleared(copy)).isFalse();
        }
        assertThat(late).singleElement().matches(SecretCacheTest::isCleared);
    }

    @Test
    void copy_ofManyThreads_sharesOneLoading() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        AtomicLong loadings = new AtomicLong();
        SecretCache shared = new SecretCache(new Caching(KEPT, 3), nanos::get, ref -> {
            loadings.incrementAndGet();
            awaitQuietly(slow);
            return SecretBytes.owning(new byte[] {7});
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> reads = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                reads.add(threads.submit(first(shared)));
            }
            slow.countDown();
            for (Future<Integer> read : reads) {
                assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo(7);
            }
        }
        assertThat(loadings).hasValue(1);
    }

    @Test
    void copy_loadingFails_failsAllAndIsTriedAgain() {
        AtomicLong loadings = new AtomicLong();
        SecretCache failing = new SecretCache(new Caching(KEPT, 3), nanos::get, ref -> {
            if (loadings.incrementAndGet() == 1) {
                throw new PortFailure.Unavailable(Dependency.VAULT, "down");
            }
            return SecretBytes.owning(new byte[] {7});
        });
        assertThatThrownBy(() -> copy(failing, ref(1))).isInstanceOf(PortFailure.Unavailable.class);
        assertThat(copy(failing, ref(1)).length()).isEqualTo(1);
    }

    @Test
    void copy_whileOthersEvict_isAlwaysWhole() throws Exception {
        ConcurrentLinkedQueue<SecretBytes> all = new ConcurrentLinkedQueue<>();
        SecretCache busy = new SecretCache(new Caching(KEPT, 1), nanos::get, ref -> {
            SecretBytes secret = SecretBytes.owning(new byte[] {9, 9, 9, 9});
            all.add(secret);
            return secret;
        });
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> runs = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                runs.add(threads.submit(() -> {
                    int whole = 0;
                    for (int i = 0; i < 5_000; i++) {
                        try (SecretBytes copy = copy(busy, ref(i % 3))) {
                            whole += copy.reveal(b -> b[0] == 9 && b[1] == 9 && b[2] == 9 && b[3] == 9) ? 1 : 0;
                        }
                        if (i % 7 == 0) {
                            busy.drop(List.of(ref(i % 3)));
                        }
                    }
                    return whole;
                }));
            }
            for (Future<Integer> run : runs) {
                assertThat(run.get(60, TimeUnit.SECONDS)).isEqualTo(5_000);
            }
        }
        busy.close();
        assertThat(all).isNotEmpty().allMatch(SecretCacheTest::isCleared);
    }

    private static Callable<Integer> first(SecretCache cache) {
        return () -> {
            try (SecretBytes copy = copy(cache, ref(1))) {
                return copy.reveal(bytes -> (int) bytes[0]);
            }
        };
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
