package io.cofre.domain.usecase;

import io.cofre.domain.Principal;
import io.cofre.domain.auth.Viewers;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.StoredSpan;
import jakarta.inject.Inject;
import java.util.List;

/**
 * {@code GET /api/timeline/stream} (spec 03), as the principal may see. What may not be seen is not there. Thread-safe.
 */
public final class FollowSpans {
    private final Spans spans;

    @Inject
    public FollowSpans(Spans spans) {
        this.spans = spans;
    }

    /** All visible versions above a position, oldest first, at most {@code limit} (1 to 1,000). */
    public List<StoredSpan> after(Principal principal, long position, int limit) {
        return spans.after(Viewers.of(principal), position, limit);
    }
}
