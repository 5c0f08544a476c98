package io.cofre.local.vault;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.vault.SecretRef;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decrypted secrets for a bounded time and number, overwritten as they leave. Callers that want one ref at once share
 * one loading, which holds no lock.
 */
final class SecretCache {
    private final AsyncCache<SecretRef, Loading> cache;
    private final Function<SecretRef, SecretBytes> load;
    private volatile boolean closed;

    SecretCache(EnvelopeVault.Caching bounds, Ticker ticker, Function<SecretRef, SecretBytes> load) {
        this.load = load;
        this.cache = Caffeine.newBuilder()
                .expireAfterWrite(bounds.kept())
                .maximumSize(bounds.most())
                .ticker(ticker)
                // Clears an idle vault too.
                .scheduler(Scheduler.systemScheduler())
                .executor(Runnable::run)
                .removalListener(SecretCache::clear)
                .buildAsync();
    }

    /** A copy that the caller closes. */
    SecretBytes copy(SecretRef ref) {
        while (true) {
            Optional<SecretBytes> copy = find(ref);
            if (copy.isPresent()) {
                return copy.get();
            }
        }
    }

    void drop(Collection<SecretRef> refs) {
        cache.synchronous().invalidateAll(refs);
    }

    /** Clears everything, and what is being loaded as soon as it is there. */
    void close() {
        closed = true;
        cache.synchronous().invalidateAll();
        cache.synchronous().cleanUp();
    }

    /** Empty where the entry was cleared between finding and copying. */
    private Optional<SecretBytes> find(SecretRef ref) {
        CompletableFuture<Loading> known = cache.getIfPresent(ref);
        if (known == null) {
            CompletableFuture<Loading> mine = new CompletableFuture<>();
            known = cache.asMap().putIfAbsent(ref, mine);
            if (known == null) {
                return Optional.of(fill(ref, mine));
            }
        }
        return switch (known.join()) {
            case Loading.Done done -> done.secret.copy();
            case Loading.Failed failed -> throw failed.why;
        };
    }

    private SecretBytes fill(SecretRef ref, CompletableFuture<Loading> mine) {
        try {
            SecretBytes loaded = load.apply(ref);
            // Before the cache sees it: it may be cleared at once.
            SecretBytes copy = loaded.copy();
            mine.complete(new Loading.Done(new CachedSecret(loaded)));
            if (closed) {
                close();
            }
            return copy;
        } catch (RuntimeException e) {
            // Those who wait fail alike; those who come later load again.
            cache.asMap().remove(ref, mine);
            mine.complete(new Loading.Failed(e));
            throw e;
        } catch (Error e) {
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static void clear(@Nullable SecretRef ref, @Nullable Loading loading, RemovalCause cause) {
        if (loading instanceof Loading.Done done) {
            done.secret.clear();
        }
    }

    private sealed interface Loading {
        record Done(CachedSecret secret) implements Loading {}

        record Failed(RuntimeException why) implements Loading {}
    }
}
