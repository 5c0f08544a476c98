package io.cofre.domain.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Bounds how many slow hashings run at once (spec 01, "Cost"), so that unknown tokens cannot exhaust the server. Half
 * of the slots (at least one) are kept for addresses that presented a good token in the last hour; everyone may use the
 * others, and a caller that gets none within the patience is told to come back. Thread-safe.
 */
public final class HashingSlots {
    private static final Duration TRUSTED_FOR = Duration.ofHours(1);
    private static final int MAX_ADDRESSES = 10_000;

    private final Semaphore open;
    private final Semaphore kept;
    private final int slots;
    private final Duration patience;
    private final InstantSource clock;
    private final AtomicLong hashings = new AtomicLong();
    private final Map<String, Instant> good = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MAX_ADDRESSES;
        }
    };

    /**
     * Makes the slots.
     *
     * @param slots in all, 1 up: the cores
     * @param patience how long a caller waits for one
     */
    public HashingSlots(int slots, Duration patience, InstantSource clock) {
        int reserved = Math.max(1, slots / 2);
        int others = Math.max(1, slots - reserved);
        this.open = new Semaphore(others, true);
        this.kept = new Semaphore(reserved, true);
        this.slots = reserved + others;
        this.patience = patience;
        this.clock = clock;
    }

    /** Runs a hashing in a slot; empty where none came free in time. */
    public <R> Optional<R> hash(String address, Supplier<R> hashing) {
        Semaphore slots = trusted(address) ? kept : open;
        try {
            if (!slots.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            hashings.incrementAndGet();
            return Optional.of(hashing.get());
        } finally {
            slots.release();
        }
    }

    /** Remembers that a good token came from the address. */
    public void good(String address) {
        synchronized (good) {
            good.put(address, clock.instant());
        }
    }

    /** How many hashings have run. */
    public long hashings() {
        return hashings.get();
    }

    /** How many run now; 0 up to the slots. */
    public int running() {
        return slots - open.availablePermits() - kept.availablePermits();
    }

    private boolean trusted(String address) {
        synchronized (good) {
            Instant last = good.get(address);
            return last != null && last.plus(TRUSTED_FOR).isAfter(clock.instant());
        }
    }
}
