package io.cofre.domain.usecase;

import io.cofre.ports.token.TokenRecord;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Gives the platform's administrator another token at a start, where the printed one was never used and so may have
 * been lost (spec 10). Thread-safe.
 */
public final class ReplaceUnusedAdminToken {
    private final AdminTokens tokens;

    @Inject
    public ReplaceUnusedAdminToken(AdminTokens tokens) {
        this.tokens = tokens;
    }

    /** A new token; empty where one of the active ones was used, and where there is none. */
    public Optional<IssuedKey> replace() {
        List<TokenRecord> active = tokens.active();
        boolean used = active.stream().anyMatch(token -> token.lastUsedAt().isPresent());
        return used || active.isEmpty() ? Optional.empty() : Optional.of(tokens.replace("service:start"));
    }
}
