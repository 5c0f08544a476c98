package io.cofre.domain.usecase;

import io.cofre.domain.Principal;
import io.cofre.domain.auth.Viewers;
import io.cofre.ports.span.SpanFilter;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.StoredSpan;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * The reads of {@code /api/spans} (spec 03), as the principal may see. What may not be seen is not there. Thread-safe.
 */
public final class ReadSpans {
    private final Spans spans;

    @Inject
    public ReadSpans(Spans spans) {
        this.spans = spans;
    }

    public Optional<StoredSpan> newest(Principal principal, SpanId id) {
        return spans.newest(Viewers.of(principal), id);
    }

    public Optional<StoredSpan> version(Principal principal, SpanVersion version) {
        return spans.version(Viewers.of(principal), version);
    }

    /** Versions above {@code afterSeq} (-1 for all), oldest first. */
    public List<StoredSpan> versions(Principal principal, SpanId id, long afterSeq, int limit) {
        return spans.versions(Viewers.of(principal), id, afterSeq, limit);
    }

    /** Current spans, newest first, below a position. */
    public List<StoredSpan> current(Principal principal, SpanFilter filter, long before, int limit) {
        return spans.current(Viewers.of(principal), filter, before, limit);
    }

    /** All visible versions above a position, oldest first: for export and the timeline stream. */
    public List<StoredSpan> after(Principal principal, long position, int limit) {
        return spans.after(Viewers.of(principal), position, limit);
    }
}
