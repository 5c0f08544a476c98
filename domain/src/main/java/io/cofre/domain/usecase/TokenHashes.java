package io.cofre.domain.usecase;

import io.cofre.domain.auth.HashingSlots;
import io.cofre.domain.ledger.SystemNames;
import io.cofre.domain.token.ApiToken;
import io.cofre.domain.token.SessionToken;
import io.cofre.domain.token.TokenHashing;
import io.cofre.domain.token.TokenMac;
import io.cofre.ports.node.Memo;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.vault.KeyVault;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * From a token to its hash (spec 01, "Token hash" and "Cost"): once slow, then remembered by the token's MAC, for the
 * hash is a pure function of it. The token itself is in no cache. Thread-safe.
 */
public final class TokenHashes {
    private final KeyVault vault;
    private final TokenHashing hashing;
    private final Memo<TokenMac, TokenHash> known;
    private final HashingSlots slots;
    private final List<Integer> versions;

    /**
     * Makes the function.
     *
     * @param known by MAC, for tokens that were found; bounded by number
     * @param versions of the pepper in use, newest first
     */
    @Inject
    public TokenHashes(
            KeyVault vault,
            TokenHashing hashing,
            Memo<TokenMac, TokenHash> known,
            HashingSlots slots,
            List<Integer> versions) {
        this.vault = vault;
        this.hashing = hashing;
        this.known = known;
        this.slots = slots;
        this.versions = List.copyOf(versions);
    }

    /** What a token's MAC is under one version of the pepper. */
    record Mac(int version, TokenMac mac) {}

    /** The versions to try, newest first. */
    List<Integer> versions() {
        return versions;
    }

    Mac mac(ApiToken token, int version) {
        return new Mac(version, vault.use(SystemNames.pepper(version), pepper -> hashing.mac(pepper, token)));
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
        Mac mac = mac(token, versions.getFirst());
        TokenHash hash = compute(mac);
        known.keep(mac.mac(), hash);
        return hash;
    }

    /** What a session is stored under. */
    String sessionHash(SessionToken token, int version) {
        return vault.use(SystemNames.pepper(version), token::hash);
    }

    private TokenHash compute(Mac mac) {
        return vault.use(SystemNames.pepper(mac.version()), pepper -> hashing.hash(pepper, mac.mac()));
    }
}
