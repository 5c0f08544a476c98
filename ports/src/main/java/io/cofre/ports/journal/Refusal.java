package io.cofre.ports.journal;

import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Why the journal did not write a change. Nothing of the change was written. */
public sealed interface Refusal {
    /** Another span stands under this version, or the id belongs to another tenant ({@code ledger.version_taken}). */
    record VersionTaken(SpanVersion version) implements Refusal {}

    /**
     * The version is not the newest plus one; {@code newest} is empty where the id is new ({@code ledger.version_gap}).
     */
    record VersionGap(SpanVersion version, Optional<Long> newest) implements Refusal {}

    /**
     * A new version may not change its thing's type, nor its owner unless a tenant's root says so
     * ({@code ledger.not_owner}).
     */
    record Immutable(SpanVersion version, String member) implements Refusal {}

    /** {@code prev_hash} is not the hash of the version before ({@code ledger.prev_mismatch}). */
    record PrevMismatch(SpanVersion version, Optional<PayloadHash> standing) implements Refusal {}

    /** No {@code logline_id} span introduced the key ({@code ledger.key_unknown}). */
    record KeyUnknown(KeyId key) implements Refusal {}

    /** The key is retired or revoked at the ledger's own time ({@code ledger.key_inactive}). */
    record KeyInactive(KeyId key) implements Refusal {}

    /**
     * The signature's time is too far from the ledger's own ({@code ledger.stale_signature}).
     *
     * @param freshness how far it may be
     */
    record StaleSignature(SpanVersion version, Instant ledgerTime, Duration freshness) implements Refusal {}

    /** The key has signed with this nonce before ({@code ledger.nonce_reused}). */
    record NonceReused(SpanVersion version) implements Refusal {}

    /** A thing that the change rests on is not in a state that allows it, or is not there. */
    record NotInState(SpanId thing, Optional<String> found) implements Refusal {}

    /** A thing that the decision was made on has a newer version: read, decide and sign again. */
    record Overtaken(SpanId thing, Optional<Long> newest) implements Refusal {}

    /** The registry is not empty. */
    record NotPristine() implements Refusal {}

    /** The idempotency key was used for another request ({@code request.idempotency_mismatch}). */
    record OnceMismatch() implements Refusal {}

    /** The store cannot hold this change (a value that its types refuse); its neighbours are not touched. */
    record Unwritable(String reason) implements Refusal {}
}
