package io.cofre.domain.usecase;

import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.token.Tokens;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers when keys were last used and writes it lazily, at most once a minute a key (spec 01); the very first use at
 * once, for the printed admin token. Thread-safe.
 */
public final class LastUse {
    private static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);

    private final Tokens tokens;
    private final Map<TokenHash, Instant> pending = new ConcurrentHashMap<>();
    private final Map<TokenHash, Instant> first = new ConcurrentHashMap<>();

    @Inject
    public LastUse(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Notes a use; writes only where the key was never used before. */
    void used(TokenRecord token, Instant now) {
        if (token.lastUsedAt().isEmpty()) {
            if (first.putIfAbsent(token.hash(), now) == null) {
                tokens.used(Map.of(token.hash(), now));
            }
            return;
        }
        if (Duration.between(token.lastUsedAt().get(), now).compareTo(AT_MOST_EVERY) >= 0) {
            pending.put(token.hash(), now);
        }
    }

    /** Writes what is pending; for the scheduler, and before a stop. */
    public void write() {
        Map<TokenHash, Instant> taken = new HashMap<>(pending);
        if (!taken.isEmpty()) {
            tokens.used(taken);
            taken.forEach(pending::remove);
        }
        first.clear();
    }
}
