package io.cofre.ports.journal;

import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanHeader;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.VerifiedSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stage-0's rule for INSERT as far as it can only be judged under the journal's lock (spec 03: existing versions, key
 * status, freshness, nonce, sequence). The same pure function for every store, so that no adapter can be kinder than
 * another.
 *
 * @param freshness how far a signature's time may be from the ledger's own
 */
public record Admission(Duration freshness) {
    /** Spec 03: 24 hours. */
    public static final Admission DEFAULT = new Admission(Duration.ofHours(24));

    /** What a change meets. */
    public sealed interface Verdict {
        /** Write it. */
        record Admit() implements Verdict {}

        /** It stands already. */
        record Replay(List<Receipt> receipts, Optional<Once.Answer> answer) implements Verdict {}

        /** Do not write it. */
        record Refuse(Refusal why) implements Verdict {}
    }

    /**
     * Judges one change against what stands. In order: the idempotency key, standing versions, guards, then each span
     * (key, freshness, nonce, sequence), later spans of the change seeing the earlier ones.
     */
    public Verdict judge(Change change, Standing standing) {
        if (change.once().isPresent()) {
            Once once = change.once().get();
            Optional<Repeats.Repeat> repeat = standing.repeat(once.key());
            if (repeat.isPresent()) {
                if (!repeat.get().bodyHash().equals(once.bodyHash())) {
                    return new Verdict.Refuse(new Refusal.OnceMismatch());
                }
                if (!(once.answer() instanceof Once.Answer.BySpan)) {
                    return new Verdict.Replay(
                            repeat.get().receipts(), Optional.of(repeat.get().answer()));
                }
            }
        }
        Optional<Verdict> standingAlready = standsAlready(change, standing);
        if (standingAlready.isPresent()) {
            return standingAlready.get();
        }
        for (Guard guard : change.guards()) {
            Optional<Refusal> refusal = guard.judge(standing);
            if (refusal.isPresent()) {
                return new Verdict.Refuse(refusal.get());
            }
        }
        Overlay within = new Overlay(standing);
        change.effects().forEach(within::introduce);
        for (VerifiedSpan span : change.spans()) {
            Optional<Refusal> refusal = admit(span, within);
            if (refusal.isPresent()) {
                return new Verdict.Refuse(refusal.get());
            }
            within.append(span);
        }
        return new Verdict.Admit();
    }

    private static Optional<Verdict> standsAlready(Change change, Standing standing) {
        List<Receipt> receipts = new ArrayList<>();
        Optional<SpanVersion> taken = Optional.empty();
        for (VerifiedSpan span : change.spans()) {
            SpanHeader header = span.header();
            Optional<Head> head = standing.head(header.id());
            if (head.isPresent() && !head.get().tenant().equals(header.tenant())) {
                return Optional.of(new Verdict.Refuse(new Refusal.VersionTaken(span.version())));
            }
            Optional<Receipt> receipt = standing.receipt(span.version());
            if (receipt.isPresent()) {
                taken = taken.or(() -> Optional.of(span.version()));
                if (receipt.get().payloadHash().equals(span.payloadHash())) {
                    receipts.add(receipt.get());
                }
            }
        }
        if (receipts.size() == change.spans().size()) {
            return Optional.of(new Verdict.Replay(receipts, Optional.empty()));
        }
        return taken.map(version -> new Verdict.Refuse(new Refusal.VersionTaken(version)));
    }

    private Optional<Refusal> admit(VerifiedSpan span, Standing standing) {
        SpanHeader header = span.header();
        Optional<LedgerKey> key = standing.key(span.signature().keyId());
        if (key.isEmpty()) {
            return Optional.of(new Refusal.KeyUnknown(span.signature().keyId()));
        }
        if (key.get().status() != LedgerKey.Status.ACTIVE) {
            return Optional.of(new Refusal.KeyInactive(span.signature().keyId()));
        }
        Optional<Head> head = standing.head(header.id());
        if (head.isPresent()) {
            if (!head.get().entityType().equals(header.entityType())) {
                return Optional.of(new Refusal.Immutable(span.version(), "entity_type"));
            }
            if (!head.get().owner().equals(header.owner()) && key.get().role() != LedgerKey.Role.TENANT_ROOT) {
                return Optional.of(new Refusal.Immutable(span.version(), "owner_id"));
            }
        }
        // Of instants, not of numbers: ts is any long, and their difference need not be one.
        Duration off = Duration.between(Instant.ofEpochMilli(span.signature().ts()), standing.ledgerTime())
                .abs();
        if (off.compareTo(freshness) > 0) {
            return Optional.of(new Refusal.StaleSignature(span.version(), standing.ledgerTime(), freshness));
        }
        if (standing.nonceUsed(span.signature().keyId(), span.signature().nonce())) {
            return Optional.of(new Refusal.NonceReused(span.version()));
        }
        if (header.seq() != head.map(Head::seq).orElse(-1L) + 1) {
            return Optional.of(new Refusal.VersionGap(span.version(), head.map(Head::seq)));
        }
        if (header.prevHash().isPresent() && !header.prevHash().equals(head.map(Head::payloadHash))) {
            return Optional.of(new Refusal.PrevMismatch(span.version(), head.map(Head::payloadHash)));
        }
        return Optional.empty();
    }
}
