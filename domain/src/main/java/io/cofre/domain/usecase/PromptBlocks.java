package io.cofre.domain.usecase;

import io.cofre.domain.ledger.EntityTypes;
import io.cofre.domain.prompt.Origin;
import io.cofre.domain.prompt.PromptSpan;
import io.cofre.ports.span.SpanFilter;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.Viewer;
import io.cofre.ports.span.Visibility;
import java.util.Optional;

/** Finds the block that a name means (ADR 7). Thread-safe. */
record PromptBlocks(Spans spans) {
    /**
     * The newest own block of the name that the viewer may see, else the newest shipped one.
     *
     * @param from of the template that names it
     */
    Optional<PromptSpan> find(Viewer viewer, Origin from, String name) {
        return newest(viewer, SpanFilter.named(EntityTypes.PROMPT_BLOCK, name, from.owner()))
                .filter(span -> from.standing(span.origin()) == Origin.Standing.OWN)
                .or(() -> newest(viewer, SpanFilter.named(EntityTypes.PROMPT_BLOCK, name, Visibility.PUBLIC))
                        .filter(span -> from.standing(span.origin()) == Origin.Standing.SHIPPED));
    }

    private Optional<PromptSpan> newest(Viewer viewer, SpanFilter filter) {
        return spans.current(viewer, filter, Long.MAX_VALUE, 1).stream()
                .findFirst()
                .map(span -> PromptSpan.of(span.canonical()));
    }
}
