package io.cofre.domain.usecase;

import io.cofre.domain.Principal;
import io.cofre.domain.auth.Viewers;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.span.Viewer;
import jakarta.inject.Inject;
import java.util.List;

/**
 * {@code GET /api/spans/export} (spec 03): everything that the principal may see, in the order of positions, such that
 * it can be verified with nothing else but the trusted roots. An export of what came after a position therefore begins
 * with the keys before it. Thread-safe.
 */
public final class ExportSpans {
    private final Spans spans;

    @Inject
    public ExportSpans(Spans spans) {
        this.spans = spans;
    }

    /**
     * An export to be read page by page; nothing is read before the first is asked for.
     *
     * @param after the position above which all is wanted; 0 for everything
     * @param limit the most spans of a page, 1 to 1,000
     */
    public Export after(Principal principal, long after, int limit) {
        return new Export(spans, Viewers.of(principal), after, limit);
    }

    /** One reading; not thread-safe. */
    public static final class Export {
        private final Spans spans;
        private final Viewer viewer;
        private final long after;
        private final int limit;
        private long position;

        private Export(Spans spans, Viewer viewer, long after, int limit) {
            this.spans = spans;
            this.viewer = viewer;
            this.after = after;
            this.limit = limit;
        }

        /** The next page, oldest first; empty at the end. */
        public List<StoredSpan> next() {
            if (position < after) {
                List<StoredSpan> keys = spans.keys(viewer, position, after, limit);
                if (!keys.isEmpty()) {
                    position = keys.getLast().position();
                    return keys;
                }
                position = after;
            }
            List<StoredSpan> page = spans.after(viewer, position, limit);
            if (!page.isEmpty()) {
                position = page.getLast().position();
            }
            return page;
        }
    }
}
