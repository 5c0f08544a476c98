package io.cofre.postgres.journal;

import io.cofre.ports.span.CanonicalBytes;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanHeader;
import io.cofre.ports.span.VerifiedSpan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of the registry to be.
 *
 * @param changePosition position of the first span of its change
 */
record Row(VerifiedSpan span, Receipt receipt, long changePosition) {
    SpanHeader header() {
        return span.header();
    }

    @Nullable
    String json(Optional<CanonicalBytes.Slice> slice) {
        return slice.map(span.canonical()::text).orElse(null);
    }
}
