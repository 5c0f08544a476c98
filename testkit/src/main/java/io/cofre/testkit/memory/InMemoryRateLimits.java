package io.cofre.testkit.memory;

import io.cofre.ports.node.RateLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Token buckets in memory, one a key, forgotten never. */
public final class InMemoryRateLimits implements RateLimits {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new HashMap<>();

    /** @param full nanoseconds worth of calls: a call of {@code perMinute} costs a minute divided by it */
    private record Bucket(long full, Instant at) {}

    public InMemoryRateLimits(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Taking take(String key, int perMinute) {
        if (perMinute < 1) {
            throw new IllegalArgumentException("a limit per minute is 1 up, not " + perMinute);
        }
        lock.lock();
        try {
            Instant now = clock.instant();
            Bucket before = buckets.getOrDefault(key, new Bucket(MINUTE, now));
            long passed = Math.clamp(Duration.between(before.at(), now).toNanos(), 0L, MINUTE);
            long full = Math.min(MINUTE, before.full() + passed);
            long cost = MINUTE / perMinute;
            if (full < cost) {
                buckets.put(key, new Bucket(full, now));
                return new Taking.Wait(Duration.ofNanos(cost - full));
            }
            buckets.put(key, new Bucket(full - cost, now));
            return new Taking.Granted(Math.min(perMinute - 1L, (full - cost) / cost));
        } finally {
            lock.unlock();
        }
    }
}
