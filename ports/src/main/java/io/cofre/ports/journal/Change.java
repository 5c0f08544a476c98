package io.cofre.ports.journal;

import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.VerifiedSpan;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One lasting change: spans in order, what must hold for it, what it does to the projections, and the idempotency
 * record, written together or not at all.
 *
 * @param spans 1 to 1,000, each version once
 * @param guards judged at the ledger's own time, before anything of this change is applied
 * @param effects applied in order; each names one of this change's spans as its cause
 */
public record Change(List<VerifiedSpan> spans, List<Guard> guards, List<Effect> effects, Optional<Once> once) {
    public Change {
        spans = List.copyOf(spans);
        guards = List.copyOf(guards);
        effects = List.copyOf(effects);
        if (spans.isEmpty() || spans.size() > 1_000) {
            throw new IllegalArgumentException("a change has 1 to 1,000 spans, not " + spans.size());
        }
        Set<SpanVersion> versions = new HashSet<>();
        for (VerifiedSpan span : spans) {
            if (!versions.add(span.version())) {
                throw new IllegalArgumentException("a change has each version once: " + span.version());
            }
        }
        for (Effect effect : effects) {
            if (!versions.contains(effect.cause())) {
                throw new IllegalArgumentException("an effect is caused by a span of its change: " + effect.cause());
            }
        }
    }

    /** A span that changes no projection. */
    public static Change of(VerifiedSpan span) {
        return new Change(List.of(span), List.of(), List.of(), Optional.empty());
    }

    Change with(Optional<Once> other) {
        return new Change(spans, guards, effects, other);
    }

    public ChangeId id() {
        VerifiedSpan first = spans.getFirst();
        return new ChangeId(first.version(), first.payloadHash());
    }
}
