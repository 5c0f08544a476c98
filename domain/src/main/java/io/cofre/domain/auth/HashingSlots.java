package io.cofre.domain.auth;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Bounds how many slow hashings run and wait at once (spec 01, "Cost"), so that unknown tokens cannot exhaust the
 * server. As many run as there are slots, half of them kept ({@link SlotShare}) for tokens that this node has found
 * before, for addresses that had a good one in the last hour ({@link TrustedAddresses}), and for tokens that an
 * administrator has made. In each half addresses take turns ({@link FairQueue}); who is turned away is told to come
 * back: one whose line is the longest where too many wait, and one whose patience is over. Thread-safe.
 */
public final class HashingSlots {
    /** How many wait at most, in each half. */
    static final int MOST_WAITING = 256;

    /** Who is trusted waits longer before being turned away. */
    private static final int PATIENCE_OF_THE_KEPT = 5;

    private final ReentrantLock lock = new ReentrantLock();
    private final SlotShare share;
    private final FairQueue<Waiting> open = new FairQueue<>(MOST_WAITING);
    private final FairQueue<Waiting> kept = new FairQueue<>(MOST_WAITING);
    private final TrustedAddresses addresses;
    private final Duration patience;
    private final AtomicLong hashings = new AtomicLong();
    private int openRunning;
    private int keptRunning;
    private boolean keptWasLast;

    /**
     * Makes the slots.
     *
     * @param slots in all, 1 up: the cores
     * @param patience how long a caller waits for one
     */
    public HashingSlots(int slots, Duration patience, InstantSource clock) {
        this.share = new SlotShare(slots);
        this.patience = patience;
        this.addresses = new TrustedAddresses(clock);
    }

    /** Whose hashing it is. */
    public sealed interface Claim {
        /** A token that was found good before, or that an administrator makes: of the kept half. */
        record Known(String address) implements Claim {}

        /** A token that nobody knows: of the kept half while its address is trusted. */
        record Unknown(String address) implements Claim {}
    }

    /** Completed once: true where a slot was given, false where there was no room. */
    private static final class Waiting {
        private final CompletableFuture<Boolean> turn = new CompletableFuture<>();
    }

    /** Runs a hashing in a slot; empty where none was to be had. */
    public <R> Optional<R> hash(Claim claim, Supplier<R> hashing) {
        return switch (claim) {
            case Claim.Known(String address) -> inKept(address, hashing);
            case Claim.Unknown(String address) ->
                addresses.take(address) ? inKept(address, hashing) : hash(open, address, patience, hashing);
        };
    }

    /** A known token was good: its address is trusted for an hour. */
    public void seen(String address) {
        addresses.seen(address);
    }

    /** An unknown token proved good: its address is trusted for an hour, and for as many tries as before. */
    public void found(String address) {
        addresses.found(address);
    }

    /** How many hashings have run. */
    public long hashings() {
        return hashings.get();
    }

    /** How many run now; 0 up to the slots. */
    public int running() {
        lock.lock();
        try {
            return openRunning + keptRunning;
        } finally {
            lock.unlock();
        }
    }

    /** How many wait for a slot now. */
    public int waiting() {
        lock.lock();
        try {
            return open.size() + kept.size();
        } finally {
            lock.unlock();
        }
    }

    private <R> Optional<R> inKept(String address, Supplier<R> hashing) {
        return hash(kept, address, patience.multipliedBy(PATIENCE_OF_THE_KEPT), hashing);
    }

    private <R> Optional<R> hash(FairQueue<Waiting> half, String address, Duration atMost, Supplier<R> hashing) {
        if (!acquire(half, address, atMost)) {
            return Optional.empty();
        }
        try {
            hashings.incrementAndGet();
            return Optional.of(hashing.get());
        } finally {
            release(half);
        }
    }

    private boolean acquire(FairQueue<Waiting> half, String address, Duration atMost) {
        Waiting waiting = new Waiting();
        lock.lock();
        try {
            half.add(address, waiting).ifPresent(leaving -> leaving.turn.complete(false));
            giveTurns();
        } finally {
            lock.unlock();
        }
        try {
            return waiting.turn.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return giveUp(half, address, waiting);
        } catch (InterruptedException e) {
            if (giveUp(half, address, waiting)) {
                release(half);
            }
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a turn never fails", e);
        }
    }

    /** Whether the turn came in the same moment. */
    private boolean giveUp(FairQueue<Waiting> half, String address, Waiting waiting) {
        lock.lock();
        try {
            return !half.remove(address, waiting) && waiting.turn.getNow(false);
        } finally {
            lock.unlock();
        }
    }

    private void release(FairQueue<Waiting> half) {
        lock.lock();
        try {
            if (half == kept) {
                keptRunning--;
            } else {
                openRunning--;
            }
            giveTurns();
        } finally {
            lock.unlock();
        }
    }

    private void giveTurns() {
        while (true) {
            SlotShare.State state =
                    new SlotShare.State(openRunning, keptRunning, !open.isEmpty(), !kept.isEmpty(), keptWasLast);
            switch (share.next(state)) {
                case OPEN -> {
                    openRunning++;
                    keptWasLast = false;
                    open.next().ifPresent(next -> next.turn.complete(true));
                }
                case KEPT -> {
                    keptRunning++;
                    keptWasLast = true;
                    kept.next().ifPresent(next -> next.turn.complete(true));
                }
                case NOBODY -> {
                    return;
                }
            }
        }
    }
}
