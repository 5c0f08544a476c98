package io.cofre.ports.span;

import java.time.Instant;

/**
 * What the ledger answers for a span that stands in it.
 *
 * @param position the ledger's own order: higher is later, gaps are possible
 * @param recordedAt the ledger's own time of the append, to the millisecond; never goes back along positions
 */
public record Receipt(SpanVersion version, long position, Instant recordedAt, PayloadHash payloadHash) {}
