package io.cofre.ports.journal;

import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.VerifiedSpan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Folds a batch of changes over what stands: one outcome a change, in order, a later one seeing the earlier. An adapter
 * takes its lock, loads what {@link Needs#of} names, calls {@link #of}, and writes what was accepted with the positions
 * and keys given here.
 *
 * @param outcomes one a change, in order
 * @param writes the accepted changes, in order, with their receipts
 */
public record Judgement(List<Outcome> outcomes, List<Write> writes) {
    public Judgement {
        outcomes = List.copyOf(outcomes);
        writes = List.copyOf(writes);
    }

    /**
     * One accepted change as it is to be written: {@code receipts} has one entry for each of its spans, in order;
     * {@code index} is its place in the batch.
     */
    public record Write(int index, Change change, List<Receipt> receipts) {
        public Write {
            receipts = List.copyOf(receipts);
        }
    }

    public static Judgement of(List<Change> changes, Standing standing, Admission admission) {
        Overlay overlay = new Overlay(standing);
        List<Outcome> outcomes = new ArrayList<>(changes.size());
        List<Write> writes = new ArrayList<>(changes.size());
        for (Change change : changes) {
            outcomes.add(
                    switch (admission.judge(change, overlay)) {
                        case Admission.Verdict.Refuse(Refusal why) -> new Outcome.Refused(why);
                        case Admission.Verdict.Replay replay ->
                            new Outcome.Replayed(replay.receipts(), replay.answer());
                        case Admission.Verdict.Admit() -> {
                            Change written = recorded(change, overlay);
                            List<Receipt> receipts = apply(written, overlay);
                            writes.add(new Write(outcomes.size(), written, receipts));
                            yield new Outcome.Accepted(receipts);
                        }
                    });
        }
        return new Judgement(outcomes, writes);
    }

    /** With the record as it is kept, or none where the request has written its record already. */
    private static Change recorded(Change change, Standing standing) {
        return change.with(change.once()
                .filter(once -> standing.repeat(once.key()).isEmpty())
                .map(Once::kept));
    }

    private static List<Receipt> apply(Change change, Overlay overlay) {
        change.effects().forEach(overlay::introduce);
        List<Receipt> receipts = new ArrayList<>(change.spans().size());
        for (VerifiedSpan span : change.spans()) {
            receipts.add(overlay.append(span));
        }
        change.effects().forEach(effect -> overlay.end(effect, receipts));
        change.once().ifPresent(once -> overlay.remember(once, receipts));
        return receipts;
    }

    /** What of the store a batch's judgement looks at. */
    public record Needs(
            Set<SpanId> heads,
            Set<SpanVersion> versions,
            Set<KeyId> keys,
            Set<NonceOfKey> nonces,
            Set<Once.Key> repeats) {

        public static Needs of(List<Change> changes) {
            Needs needs = new Needs(
                    new LinkedHashSet<>(),
                    new LinkedHashSet<>(),
                    new LinkedHashSet<>(),
                    new LinkedHashSet<>(),
                    new LinkedHashSet<>());
            for (Change change : changes) {
                for (VerifiedSpan span : change.spans()) {
                    needs.heads.add(span.header().id());
                    needs.versions.add(span.version());
                    needs.keys.add(span.signature().keyId());
                    needs.nonces.add(new NonceOfKey(
                            span.signature().keyId(), span.signature().nonce()));
                }
                change.guards().forEach(guard -> guard.needs().ifPresent(needs.heads::add));
                for (Effect effect : change.effects()) {
                    if (effect instanceof KeyEffect.Introduced introduced) {
                        needs.keys.add(introduced.key().keyId());
                    } else if (effect instanceof KeyEffect.Ended ended) {
                        needs.keys.add(ended.key());
                    }
                }
                change.once().ifPresent(once -> needs.repeats.add(once.key()));
            }
            return needs;
        }
    }

    /** A nonce belongs to the key that signed with it. */
    public record NonceOfKey(KeyId key, String nonce) {}
}
