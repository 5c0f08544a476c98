package io.cofre.domain.ledger;

import io.cofre.ports.journal.Head;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import java.util.Map;

/** Which version a thing's next span is (spec 03: the newest's {@code seq} + 1, or 0). Pure. */
public final class Versions {
    private Versions() {}

    /**
     * The version after the newest.
     *
     * @param standing what stands of the ids that were looked up; an id that is not in it has no span
     */
    public static SpanVersion next(SpanId id, Map<SpanId, Head> standing) {
        Head newest = standing.get(id);
        return new SpanVersion(id, newest == null ? 0 : newest.seq() + 1);
    }
}
