package io.cofre.domain.usecase;

import io.cofre.domain.auth.HashingSlots;
import io.cofre.domain.token.ApiToken;
import io.cofre.domain.token.SessionToken;
import io.cofre.domain.token.TokenHashing;
import io.cofre.domain.token.TokenMac;
import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.cofre.ports.node.Memo;
import io.cofre.ports.token.TokenHash;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * From a token to its hash (spec 01, "Token hash" and "Cost"): once slow, then remembered by the token's MAC, for the
 * hash is a pure function of it. The token itself is in no cache. Thread-safe.
 */
public final class TokenHashes {
    private final Peppers peppers;
    private final TokenHashing hashing;
    private final Memo<TokenMac, TokenHash> known;
    private final HashingSlots slots;

    /**
     * Makes the function.
     *
     * @param known by MAC, for tokens that were found; bounded by number
     */
    @Inject
    public TokenHashes(Peppers peppers, TokenHashing hashing, Memo<TokenMac, TokenHash> known, HashingSlots slots) {
        this.peppers = peppers;
        this.hashing = hashing;
        this.known = known;
        this.slots = slots;
    }

    /** What a token's MAC is under one version of the pepper. */
    record Mac(int version, TokenMac mac) {}

    /** The versions to try, newest first. */
    List<Integer> versions() {
        return peppers.tried();
    }

    /** Empty where the version's pepper is no more: then no token can rest on it. */
    Optional<Mac> mac(ApiToken token, int version) {
        return peppers.under(version, pepper -> hashing.mac(pepper, token)).map(mac -> new Mac(version, mac));
    }

    /** The hash, if this node has found it before; costs no hashing. */
    Optional<TokenHash> known(Mac mac) {
        return known.find(mac.mac());
    }

    /** The hash, slowly; empty where no slot came free in time. */
    Optional<TokenHash> slowly(Mac mac, String address) {
        return slots.hash(address, () -> compute(mac));
    }

    /** Remembers that the token behind the MAC is a good one, and its address with it. */
    void found(Mac mac, TokenHash hash, String address) {
        known.keep(mac.mac(), hash);
        slots.good(address);
    }

    /**
     * The hash that a new token is issued with: under the newest version, outside the slots, because an administrator
     * asks.
     */
    TokenHash newest(ApiToken token) {
        Mac mac = mac(token, newest()).orElseThrow(TokenHashes::destroyed);
        TokenHash hash = compute(mac);
        known.keep(mac.mac(), hash);
        return hash;
    }

    /** What a session is stored under; empty as of {@link #mac}. */
    Optional<String> sessionHash(SessionToken token, int version) {
        return peppers.under(version, token::hash);
    }

    /** What a new session is stored under. */
    String newest(SessionToken token) {
        return sessionHash(token, newest()).orElseThrow(TokenHashes::destroyed);
    }

    private int newest() {
        return versions().getFirst();
    }

    private TokenHash compute(Mac mac) {
        return peppers.under(mac.version(), pepper -> hashing.hash(mac.version(), pepper, mac.mac()))
                .orElseThrow(TokenHashes::destroyed);
    }

    /** Between two steps of one request; the next request will not try this version. */
    private static PortFailure destroyed() {
        return new PortFailure.Unavailable(Dependency.VAULT, "a pepper was destroyed meanwhile; try again");
    }
}
