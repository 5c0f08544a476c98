package io.cofre.domain.usecase;

import io.cofre.domain.Principal;
import io.cofre.domain.auth.Viewers;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.span.Viewer;
import jakarta.inject.Inject;
import java.util.Optional;

/** {@code GET /api/spans/{id}} (spec 03), as the principal may see. What may not be seen is not there. Thread-safe. */
public final class ReadSpan {
    private final Spans spans;

    @Inject
    public ReadSpan(Spans spans) {
        this.spans = spans;
    }

    /**
     * Reads one version.
     *
     * @param seq empty for the newest that the principal may see
     */
    public Optional<StoredSpan> read(Principal principal, SpanId id, Optional<Long> seq) {
        Viewer viewer = Viewers.of(principal);
        return seq.map(number -> spans.version(viewer, new SpanVersion(id, number)))
                .orElseGet(() -> spans.newest(viewer, id));
    }
}
