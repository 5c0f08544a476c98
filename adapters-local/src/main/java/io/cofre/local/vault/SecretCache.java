package io.cofre.local.vault;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.vault.SecretRef;
import java.util.Collection;
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
                .removalListener(SecretCache::dismiss)
                .buildAsync();
    }

    /** Lends the secret to a function for the time of the call. */
    <R> R with(SecretRef ref, Function<SharedSecret, R> use) {
        SharedSecret secret = acquire(ref);
        try {
            return use.apply(secret);
        } finally {
            secret.release();
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

    private SharedSecret acquire(SecretRef ref) {
        while (true) {
            CompletableFuture<Loading> known = cache.getIfPresent(ref);
            if (known == null) {
                CompletableFuture<Loading> mine = new CompletableFuture<>();
                known = cache.asMap().putIfAbsent(ref, mine);
                if (known == null) {
                    return fill(ref, mine);
                }
            }
            switch (known.join()) {
                case Loading.Failed failed -> throw failed.why;
                case Loading.Done done -> {
                    // False where it was dismissed after it was found: the next look finds another.
                    if (done.secret.acquire()) {
                        return done.secret;
                    }
                }
            }
        }
    }

    private SharedSecret fill(SecretRef ref, CompletableFuture<Loading> mine) {
        try {
            SharedSecret secret = new SharedSecret(load.apply(ref));
            // Before the cache sees it: it may be dismissed at once.
            secret.acquire();
            mine.complete(new Loading.Done(secret));
            if (closed) {
                close();
            }
            return secret;
        } catch (RuntimeException e) {
            // Those who wait fail alike; those who come later load again.
            cache.asMap().remove(ref, mine);
            mine.complete(new Loading.Failed(e));
            throw e;
        } catch (Error e) {
            // Or those who wait would wait for ever.
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static void dismiss(@Nullable SecretRef ref, @Nullable Loading loading, RemovalCause cause) {
        if (loading instanceof Loading.Done done) {
            done.secret.dismiss();
        }
    }

    private sealed interface Loading {
        record Done(SharedSecret secret) implements Loading {}

        record Failed(RuntimeException why) implements Loading {}
    }
}
