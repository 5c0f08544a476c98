package io.cofre.domain.usecase;

import io.cofre.domain.Principal;
import io.cofre.domain.auth.Viewers;
import io.cofre.ports.span.SpanFilter;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.StoredSpan;
import jakarta.inject.Inject;
import java.util.List;

/** {@code GET /api/spans} (spec 03), as the principal may see. What may not be seen is not there. Thread-safe. */
public final class ListSpans {
    private final Spans spans;

    @Inject
    public ListSpans(Spans spans) {
        this.spans = spans;
    }

    /** Current spans, newest first, below a position, at most {@code limit} (1 to 1,000). */
    public List<StoredSpan> list(Principal principal, SpanFilter filter, long before, int limit) {
        return spans.current(Viewers.of(principal), filter, before, limit);
    }
}
