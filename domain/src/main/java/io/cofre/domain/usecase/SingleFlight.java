package io.cofre.domain.usecase;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Has what several callers ask for at once done by the first of them, once. So many at most wait for one; the others
 * are told nothing, as are all where the first is. Thread-safe.
 *
 * @param <K> with value equality
 */
final class SingleFlight<K, R> {
    private final int mostFollowing;
    private final ConcurrentMap<K, Flight<R>> flights = new ConcurrentHashMap<>();

    SingleFlight(int mostFollowing) {
        this.mostFollowing = mostFollowing;
    }

    private static final class Flight<R> {
        private final CompletableFuture<Optional<R>> landed = new CompletableFuture<>();
        private final AtomicInteger following = new AtomicInteger();
    }

    /** What the first caller's body gives; throws what it throws. */
    Optional<R> fly(K key, Supplier<Optional<R>> body) {
        Flight<R> mine = new Flight<>();
        Flight<R> first = flights.putIfAbsent(key, mine);
        return first == null ? lead(key, mine, body) : follow(first);
    }

    private Optional<R> lead(K key, Flight<R> flight, Supplier<Optional<R>> body) {
        try {
            Optional<R> result = body.get();
            flight.landed.complete(result);
            return result;
        } catch (RuntimeException | Error e) {
            flight.landed.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(key, flight);
        }
    }

    private Optional<R> follow(Flight<R> flight) {
        if (flight.following.incrementAndGet() > mostFollowing) {
            flight.following.decrementAndGet();
            return Optional.empty();
        }
        try {
            return flight.landed.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        } finally {
            flight.following.decrementAndGet();
        }
    }
}
