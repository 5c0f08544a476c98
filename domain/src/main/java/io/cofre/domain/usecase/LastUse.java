package io.cofre.domain.usecase;

import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.token.Tokens;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers when keys were last used and writes it lazily, at most once a minute a key (spec 01); the very first use at
 * once, for the printed admin token. Thread-safe.
 */
public final class LastUse {
    private static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);

    private final Tokens tokens;
    private final Map<TokenHash, Instant> pending = new ConcurrentHashMap<>();
    private final Map<TokenHash, Instant> written = new ConcurrentHashMap<>();

    /**
     * Makes it.
     *
     * @param tokens those that the authorizer reads, so that they show what was written
     */
    @Inject
    public LastUse(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Notes a use; writes only where the key was never used before. */
    void used(TokenRecord token, Instant now) {
        Optional<Instant> last = Optional.ofNullable(written.get(token.hash())).or(token::lastUsedAt);
        if (last.isEmpty()) {
            first(token.hash(), now);
        } else if (due(last.get(), now)) {
            pending.put(token.hash(), now);
        }
    }

    private void first(TokenHash hash, Instant now) {
        if (written.putIfAbsent(hash, now) == null) {
            try {
                tokens.used(Map.of(hash, now), AT_MOST_EVERY);
            } catch (RuntimeException e) {
                written.remove(hash, now);
                throw e;
            }
        }
    }

    /** Writes what is pending; for the scheduler, and before a stop. */
    public void write() {
        Map<TokenHash, Instant> taken = new HashMap<>(pending);
        Map<TokenHash, Instant> due = new HashMap<>(taken);
        due.entrySet()
                .removeIf(use -> Optional.ofNullable(written.get(use.getKey()))
                        .filter(last -> !due(last, use.getValue()))
                        .isPresent());
        if (!due.isEmpty()) {
            tokens.used(due, AT_MOST_EVERY);
        }
        written.putAll(due);
        taken.forEach(pending::remove);
        taken.values().stream().max(Instant::compareTo).ifPresent(this::forget);
    }

    /** What records say by now, since none is kept for a minute. */
    private void forget(Instant now) {
        written.values().removeIf(last -> due(last, now));
    }

    private static boolean due(Instant last, Instant now) {
        return Duration.between(last, now).compareTo(AT_MOST_EVERY) >= 0;
    }
}
