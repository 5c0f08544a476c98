package io.cofre.ports.span;

import java.util.List;
import java.util.Optional;

/**
 * The ledger as one viewer sees it; reads only. What the viewer may not see is indistinguishable from what is not
 * there: whoever may not see the newest version of an id sees none of it, and a thing that was deleted is left to its
 * owner and its tenant's admin, whatever its visibility. A span is found by every read that begins after its commit was
 * acknowledged. Thread-safe; every method blocks for one round trip, and throws {@code PortFailure.Unavailable} where
 * the store does not answer.
 */
public interface Spans {
    /** The newest version, deleted or not; empty where there is none to see. */
    Optional<StoredSpan> newest(Viewer viewer, SpanId id);

    /** One version; empty also where the viewer may not see the newest. */
    Optional<StoredSpan> version(Viewer viewer, SpanVersion version);

    /** Versions above {@code afterSeq} (-1 for all), oldest first, at most {@code limit} (1 to 1,000). */
    List<StoredSpan> versions(Viewer viewer, SpanId id, long afterSeq, int limit);

    /**
     * Current, undeleted spans, newest position first, with positions below {@code before} ({@code Long.MAX_VALUE} to
     * begin), at most {@code limit} (1 to 1,000).
     */
    List<StoredSpan> current(Viewer viewer, SpanFilter filter, long before, int limit);

    /**
     * All versions with positions above {@code position}, oldest first, at most {@code limit} (1 to 1,000): for export
     * and the timeline stream.
     */
    List<StoredSpan> after(Viewer viewer, long position, int limit);

    /**
     * All versions of {@code logline_id} spans with positions above {@code after} and not above {@code upTo}, oldest
     * first, at most {@code limit} (1 to 1,000): what an export needs of the time before it. Costs no more for the
     * spans of other types in between.
     */
    List<StoredSpan> keys(Viewer viewer, long after, long upTo, int limit);
}
