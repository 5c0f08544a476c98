package io.cofre.ports.span;

import java.time.Instant;

/**
 * A span as the ledger holds it. The header's columns are not carried: what is returned and verified is built from the
 * canonical bytes alone.
 *
 * @param position the ledger's own order
 * @param recordedAt the ledger's own time of the append
 */
public record StoredSpan(
        SpanVersion version,
        CanonicalBytes canonical,
        PayloadHash payloadHash,
        SpanSignature signature,
        long position,
        Instant recordedAt) {}
