package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.domain.auth.KeyEntry;
import io.cofre.domain.token.ApiToken;
import io.cofre.ports.wallet.Wallet;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes API keys, and has S tell of them. Thread-safe. */
public final class TokenMint {
    /** What is said where a token cannot be made now. */
    static final Problem BUSY = Problem.of(
            Code.AUTH_BUSY, "Too many keys are being made at once; nothing was written; come back in a second.");

    private final TokenHashes hashes;
    private final ServiceKeys keys;
    private final RandomGenerator random;

    /**
     * Makes the mint.
     *
     * @param random a cryptographic generator in production
     */
    @Inject
    public TokenMint(TokenHashes hashes, ServiceKeys keys, RandomGenerator random) {
        this.hashes = hashes;
        this.keys = keys;
        this.random = random;
    }

    /** A token that nobody has seen, and what is written of it. */
    record Minted(ApiToken token, KeyEntry entry) {}

    /** Empty where too many are made at once: {@link #BUSY}. */
    Optional<Minted> mint(KeyEntry.Terms terms, Wallet wallet, String who, Instant now) {
        ApiToken token = ApiToken.generate(terms.kind(), random);
        return hashes.newest(token)
                .map(hash -> new Minted(token, KeyEntry.fresh(hash, token.last4(), terms, wallet, who, now)));
    }

    Births.Birth told(KeyEntry entry) {
        return told(entry, keys.service());
    }

    static Births.Birth told(KeyEntry entry, Signer service) {
        return new Births.Birth(List.of(new Notary.Draft(entry.span(), service)), List.of(entry.effect()));
    }
}
