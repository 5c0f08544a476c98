package io.cofre.domain.auth;

import io.cofre.domain.crypto.Blake3;
import io.cofre.domain.crypto.Hex;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.ledger.DerivedIds;
import io.cofre.domain.ledger.Records;
import io.cofre.ports.app.AppId;
import io.cofre.ports.journal.TokenEffect;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.token.Scope;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.wallet.Wallet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * An API key as one change writes it: its record, the span that tells of it, and the effect that stores it (spec 01,
 * "Record"; spec 03, "Every mutation leaves a span"). Pure.
 *
 * @param span unsigned; S signs it
 */
public record KeyEntry(TokenRecord record, JsonObject span, TokenEffect.Put effect) {
    private static final Duration ADMINISTRATOR_LIFE = Duration.ofDays(365);

    /**
     * What a key is made with.
     *
     * @param life from its making to the last instant at which it is good
     * @param requestsPerMinute 1 up; empty where there is no limit of its own
     */
    public record Terms(
            List<Scope> scopes,
            Duration life,
            TokenRecord.Kind kind,
            Optional<String> description,
            Optional<AppId> app,
            Optional<Integer> requestsPerMinute) {
        public Terms {
            scopes = List.copyOf(scopes);
        }

        /** Those of the platform's administrator (spec 10): {@code platform.admin} and {@code span.read}, a year. */
        public static Terms ofAdministrator(String description) {
            return new Terms(
                    List.of(Scopes.PLATFORM_ADMIN, new Scope("span.read")),
                    ADMINISTRATOR_LIFE,
                    TokenRecord.Kind.ADMIN,
                    Optional.of(description),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /**
     * A key that was just made for a wallet; its end falls on a whole second.
     *
     * @param last4 the key's last four characters
     * @param who {@code user:…}, {@code wallet:…} or {@code service:…}
     */
    public static KeyEntry fresh(TokenHash hash, String last4, Terms terms, Wallet wallet, String who, Instant now) {
        TokenRecord record = new TokenRecord(
                hash,
                last4,
                wallet.id(),
                wallet.tenant(),
                terms.scopes(),
                now.plus(terms.life()).truncatedTo(ChronoUnit.SECONDS),
                TokenRecord.Status.ACTIVE,
                terms.description(),
                now,
                who,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                terms.kind(),
                terms.app(),
                terms.requestsPerMinute(),
                0);
        return of(record, wallet.owner(), "issued", who, now);
    }

    /**
     * A key as it stands now.
     *
     * @param owner of the key's wallet
     * @param did what was done to it
     */
    public static KeyEntry of(TokenRecord record, OwnerId owner, String did, String who, Instant at) {
        PayloadHash keyHash = keyHash(record.hash());
        SpanVersion version = new SpanVersion(DerivedIds.ofApiKey(keyHash), record.seq());
        return new KeyEntry(
                record, Records.apiKey(record, keyHash, owner, did, who, at), new TokenEffect.Put(record, version));
    }

    /** What spans call a key by: the BLAKE3 of its hash. */
    private static PayloadHash keyHash(TokenHash hash) {
        return new PayloadHash("b3:" + Hex.encode(Blake3.hash(hash.value().getBytes(StandardCharsets.US_ASCII))));
    }
}
