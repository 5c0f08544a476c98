package io.cofre.local.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.local.node.LocalInvalidation;
import io.cofre.ports.node.Invalidation;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.tenant.Tenants;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The cache itself, and that its users drop on the notices that concern them. */
class ReadCacheTest {
    private static final ReadCache.Bounds BOUNDS = new ReadCache.Bounds(Duration.ofSeconds(30), 100);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger reads = new AtomicInteger();
    private final ReadCache<String, Integer> cache = new ReadCache<>(BOUNDS, nanos::get);

    @Test
    void find_again_isReadOnceUntilItsLifeEnds() {
        assertThat(cache.find("a", this::counted)).contains(1);
        nanos.addAndGet(Duration.ofSeconds(30).toNanos() - 1);
        assertThat(cache.find("a", this::counted)).contains(1);
        nanos.incrementAndGet();
        assertThat(cache.find("a", this::counted)).contains(2);
    }

    @Test
    void find_absent_isReadEachTime() {
        assertThat(cache.find("a", key -> Optional.empty())).isEmpty();
        assertThat(cache.find("a", this::counted)).contains(1);
    }

    @Test
    void drop_key_isReadAgain() {
        cache.find("a", this::counted);
        cache.drop("a");
        assertThat(cache.find("a", this::counted)).contains(2);
        cache.dropAll();
        assertThat(cache.find("a", this::counted)).contains(3);
    }

    @Test
    void drop_whileTheValueIsBeingRead_whatWasReadBeforeIsNotKept() throws ExecutionException, InterruptedException {
        Phaser steps = new Phaser(2);
        FutureTask<Optional<Integer>> reading = new FutureTask<>(() -> cache.find("a", key -> {
            steps.arriveAndAwaitAdvance();
            steps.arriveAndAwaitAdvance();
            return Optional.of(-1);
        }));
        Thread reader = Thread.ofVirtual().start(reading);
        steps.arriveAndAwaitAdvance();
        cache.drop("a");
        steps.arriveAndAwaitAdvance();

        assertThat(reading.get()).contains(-1);
        reader.join();
        assertThat(cache.find("a", this::counted)).contains(1);
    }

    @Test
    void drop_amongManyReaders_nobodyFindsTheOldValueLater() throws InterruptedException {
        AtomicLong truth = new AtomicLong();
        AtomicBoolean done = new AtomicBoolean();
        ReadCache<String, Long> shared = new ReadCache<>(BOUNDS, nanos::get);
        List<Thread> readers = IntStream.range(0, 8)
                .mapToObj(i -> Thread.ofPlatform().start(() -> {
                    while (!done.get()) {
                        shared.find("a", key -> Optional.of(truth.get()));
                    }
                }))
                .toList();
        for (long value = 1; value <= 20_000; value++) {
            truth.set(value);
            if (value % 2 == 0) {
                shared.drop("a");
            } else {
                shared.dropAll();
            }
            assertThat(shared.find("a", key -> Optional.of(truth.get()))).contains(value);
        }
        done.set(true);
        for (Thread reader : readers) {
            reader.join();
        }
    }

    @ParameterizedTest
    @EnumSource(Invalidation.About.class)
    void notice_ofAnyKind_dropsATenantWhereItConcernsIt(Invalidation.About about) {
        Facts facts = new Facts(Seeds.next(), SettableClock.atStart());
        Tenant tenant = facts.tenant(facts.tenantId());
        Counted rows = new Counted(new ConcurrentHashMap<>(), reads);
        rows.all.put(tenant.id(), tenant);
        Invalidation invalidation = new LocalInvalidation();
        try (CachedTenants tenants = new CachedTenants(rows, invalidation, Duration.ofSeconds(30), 10, nanos::get)) {
            assertThat(tenants.find(tenant.id())).contains(tenant);
            invalidation.publish(new Invalidation.Notice(about, tenant.id().value()));
            assertThat(tenants.find(tenant.id())).contains(tenant);
            boolean concerned = about == Invalidation.About.TENANT || about == Invalidation.About.ALL;
            assertThat(reads.get()).isEqualTo(concerned ? 2 : 1);
            invalidation.publish(new Invalidation.Notice(Invalidation.About.TENANT, "no tenant's name!"));
        }
    }

    private Optional<Integer> counted(String key) {
        return Optional.of(reads.incrementAndGet());
    }

    private record Counted(ConcurrentMap<TenantId, Tenant> all, AtomicInteger reads) implements Tenants {
        @Override
        public Optional<Tenant> find(TenantId id) {
            reads.incrementAndGet();
            return Optional.ofNullable(all.get(id));
        }

        @Override
        public List<Tenant> list(Optional<TenantId> after, int limit) {
            return List.copyOf(all.values());
        }
    }
}
