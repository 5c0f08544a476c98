package io.cofre.domain.usecase;

import io.cofre.domain.crypto.Blake3;
import io.cofre.domain.crypto.Hex;
import io.cofre.domain.ledger.Records;
import io.cofre.domain.token.ApiToken;
import io.cofre.ports.journal.TokenEffect;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes API keys and the spans that tell of them. Thread-safe. */
public final class TokenMint {
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

    /** A token that nobody has seen, and what is stored of it. */
    record Minted(ApiToken token, TokenHash hash) {}

    Minted mint(TokenRecord.Kind kind) {
        ApiToken token = ApiToken.generate(kind, random);
        return new Minted(token, hashes.newest(token));
    }

    /** The span of a token's state, by S. */
    Births.Birth told(TokenRecord token, OwnerId owner, String did, String who, Instant at) {
        return told(token, owner, did, who, at, keys.service());
    }

    static Births.Birth told(TokenRecord token, OwnerId owner, String did, String who, Instant at, Signer service) {
        Notary.Draft draft =
                new Notary.Draft(Records.apiKey(token, keyHash(token.hash()), owner, did, who, at), service);
        return new Births.Birth(List.of(draft), List.of(new TokenEffect.Put(token, draft.version())));
    }

    /** What spans call a token by: the BLAKE3 of its hash. */
    static PayloadHash keyHash(TokenHash hash) {
        return new PayloadHash("b3:" + Hex.encode(Blake3.hash(hash.value().getBytes(StandardCharsets.US_ASCII))));
    }
}
