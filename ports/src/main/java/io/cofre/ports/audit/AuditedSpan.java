package io.cofre.ports.audit;

import io.cofre.ports.span.CanonicalBytes;

/**
 * A row of the registry as it stands, whatever it says.
 *
 * @param canonical the bytes that were signed; none at all where there are more than a span may have
 * @param row all other columns
 */
public record AuditedSpan(CanonicalBytes canonical, AuditRow row) {
    public long position() {
        return row.position();
    }
}
