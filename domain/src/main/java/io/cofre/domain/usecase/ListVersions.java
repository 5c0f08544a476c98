package io.cofre.domain.usecase;

import io.cofre.domain.Principal;
import io.cofre.domain.auth.Viewers;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.StoredSpan;
import jakarta.inject.Inject;
import java.util.List;

/**
 * {@code GET /api/spans/{id}/versions} (spec 03), as the principal may see. What may not be seen is not there.
 * Thread-safe.
 */
public final class ListVersions {
    private final Spans spans;

    @Inject
    public ListVersions(Spans spans) {
        this.spans = spans;
    }

    /** Versions above {@code afterSeq} (-1 for all), oldest first, at most {@code limit} (1 to 1,000). */
    public List<StoredSpan> list(Principal principal, SpanId id, long afterSeq, int limit) {
        return spans.versions(Viewers.of(principal), id, afterSeq, limit);
    }
}
