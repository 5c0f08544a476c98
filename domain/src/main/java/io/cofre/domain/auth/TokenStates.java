package io.cofre.domain.auth;

import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a key is good, and what it becomes (spec 01). Pure. */
public final class TokenStates {
    private TokenStates() {}

    /** What a key is worth at a time. */
    public enum State {
        GOOD,
        EXPIRED,
        REVOKED
    }

    public static State at(TokenRecord token, Instant now) {
        if (token.status() == TokenRecord.Status.REVOKED
                || token.revokeAt().filter(end -> !now.isBefore(end)).isPresent()) {
            return State.REVOKED;
        }
        return token.status() == TokenRecord.Status.EXPIRED || token.exp().isBefore(now) ? State.EXPIRED : State.GOOD;
    }

    /** Those that are good at a time; the sweep may not have marked the others yet. */
    public static List<TokenRecord> good(List<TokenRecord> tokens, Instant now) {
        return tokens.stream().filter(token -> at(token, now) == State.GOOD).toList();
    }

    public static TokenRecord revoked(TokenRecord token) {
        return next(token, TokenRecord.Status.REVOKED, token.rotatedTo(), token.revokeAt());
    }

    public static TokenRecord expired(TokenRecord token) {
        return next(token, TokenRecord.Status.EXPIRED, token.rotatedTo(), token.revokeAt());
    }

    /** Replaced by another; good until the end of its grace, which may be now. */
    public static TokenRecord rotated(TokenRecord token, TokenHash to, Instant end, Instant now) {
        return end.isAfter(now)
                ? next(token, token.status(), Optional.of(to), Optional.of(end))
                : next(token, TokenRecord.Status.REVOKED, Optional.of(to), Optional.empty());
    }

    private static TokenRecord next(
            TokenRecord token, TokenRecord.Status status, Optional<TokenHash> rotatedTo, Optional<Instant> revokeAt) {
        return new TokenRecord(
                token.hash(),
                token.last4(),
                token.wallet(),
                token.tenant(),
                token.scopes(),
                token.exp(),
                status,
                token.description(),
                token.createdAt(),
                token.createdBy(),
                token.lastUsedAt(),
                rotatedTo,
                revokeAt,
                token.kind(),
                token.app(),
                token.requestsPerMinute(),
                token.seq() + 1);
    }
}
