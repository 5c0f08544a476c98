package io.cofre.domain.usecase;

import jakarta.inject.Inject;

/** {@code cofre admin reset} (spec 10): gives the platform's administrator another token in any case. Thread-safe. */
public final class ResetAdminToken {
    private final AdminTokens tokens;

    @Inject
    public ResetAdminToken(AdminTokens tokens) {
        this.tokens = tokens;
    }

    /** A new token; the former ones are revoked. */
    public IssuedKey reset() {
        return tokens.replace("service:admin_reset");
    }
}
