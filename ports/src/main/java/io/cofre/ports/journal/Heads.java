package io.cofre.ports.journal;

import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import java.util.Collection;
import java.util.Map;

/**
 * What is current, outside the journal's lock, for use cases that make the next version of a thing; past tenants'
 * walls, so only rules may look. Thread-safe.
 */
public interface Heads {
    /** Those of the ids that exist; others are absent from the map. One round trip for all. */
    Map<SpanId, Head> find(Collection<SpanId> ids);

    /** The receipts of those versions that stand. One round trip for all. */
    Map<SpanVersion, Receipt> receipts(Collection<SpanVersion> versions);
}
