package io.cofre.domain.usecase;

import io.cofre.domain.auth.HashingSlots;
import io.cofre.domain.auth.KnownMacs;
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
    /** No address: where tokens are made. */
    private static final String MAKING = "making";

    private final Peppers peppers;
    private final TokenHashing hashing;
    private final Memo<TokenMac, TokenHash> known;
    private final HashingSlots slots;
    private final KnownMacs good = new KnownMacs();

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

    /** The hash, slowly; empty where no slot was to be had. */
    Optional<TokenHash> slowly(Mac mac, String address) {
        HashingSlots.Claim claim = good.contains(mac.mac())
                ? new HashingSlots.Claim.Known(address)
                : new HashingSlots.Claim.Unknown(address);
        return slots.hash(claim, () -> compute(mac));
    }

    /** Remembers what the hash is, for there is such a token, good or not. */
    void found(Mac mac, TokenHash hash) {
        known.keep(mac.mac(), hash);
    }

    /** Remembers that the token behind the MAC was found to be a good one, and its address with it. */
    void foundGood(Mac mac, TokenHash hash, String address) {
        keep(mac, hash);
        slots.found(address);
    }

    /** A token whose hash was known has proved good again. */
    void seen(String address) {
        slots.seen(address);
    }

    /**
     * The hash that a new token is issued with, under the newest version; empty where too many are made at once. It
     * takes a slot of the kept half, as one more address: an administrator waits, and is not crowded out.
     */
    Optional<TokenHash> newest(ApiToken token) {
        Mac mac = mac(token, newest()).orElseThrow(TokenHashes::destroyed);
        Optional<TokenHash> hash = slots.hash(new HashingSlots.Claim.Known(MAKING), () -> compute(mac));
        hash.ifPresent(made -> keep(mac, made));
        return hash;
    }

    private void keep(Mac mac, TokenHash hash) {
        known.keep(mac.mac(), hash);
        good.add(mac.mac());
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
