package io.cofre.ports.journal;

import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.VerifiedSpan;
import java.util.List;

/**
 * A change of which its caller does not know whether it was written.
 *
 * @param id what {@link Journal#settle} takes
 * @param spans all that are in the ledger if the change is, in its order; 1 to 1,000
 */
public record LostChange(ChangeId id, List<SpanVersion> spans) {
    public LostChange {
        spans = List.copyOf(spans);
    }

    public static LostChange of(Change change) {
        return new LostChange(
                change.id(), change.spans().stream().map(VerifiedSpan::version).toList());
    }
}
