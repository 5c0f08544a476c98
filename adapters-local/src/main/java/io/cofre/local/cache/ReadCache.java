package io.cofre.local.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * Values read from elsewhere, for a bounded time and number; what is absent is not kept.
 *
 * <p>A value counts only while the number of its key is the one that stood before the value was read, and a drop takes
 * the next number first. So what is read before a drop and stored after it is never answered with, and no lock is held
 * while reading. Keys share the numbers: a drop may cost a few others one more read.
 */
final class ReadCache<K, V> {
    private static final int NUMBERS = 4096;

    private final Cache<K, Kept<V>> cache;
    private final AtomicLongArray numbers = new AtomicLongArray(NUMBERS);
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /**
     * A value and the number of its key when reading began.
     *
     * @param number of the key
     */
    private record Kept<V>(V value, long number) {}

    ReadCache(Bounds bounds, Ticker ticker) {
        this.cache = Caffeine.newBuilder()
                .expireAfterWrite(bounds.life())
                .maximumSize(bounds.most())
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /**
     * How long and how many.
     *
     * @param life after which a value is read again, whether or not a notice came
     * @param most how many values at most
     */
    record Bounds(Duration life, long most) {}

    Optional<V> find(K key, Function<K, Optional<V>> read) {
        long number = numbers.get(slot(key));
        Kept<V> kept = cache.getIfPresent(key);
        if (kept != null && kept.number == number) {
            hits.increment();
            return Optional.of(kept.value);
        }
        misses.increment();
        Optional<V> found = read.apply(key);
        found.ifPresent(value -> cache.put(key, new Kept<>(value, number)));
        return found;
    }

    LookupCount count() {
        return new LookupCount(hits.sum(), misses.sum());
    }

    void drop(K key) {
        numbers.incrementAndGet(slot(key));
        cache.invalidate(key);
    }

    void dropAll() {
        for (int slot = 0; slot < NUMBERS; slot++) {
            numbers.incrementAndGet(slot);
        }
        cache.invalidateAll();
    }

    private static int slot(Object key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) & NUMBERS - 1;
    }
}
