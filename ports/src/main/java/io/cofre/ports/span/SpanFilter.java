package io.cofre.ports.span;

import java.time.Instant;
import java.util.Optional;

/**
 * Which of the visible current spans to list; an empty component filters nothing (spec 03, {@code GET /api/spans}).
 *
 * @param since the span's own {@code at}, inclusive
 * @param until the span's own {@code at}, exclusive
 * @param afterPosition only positions above it
 */
public record SpanFilter(
        Optional<EntityType> entityType,
        Optional<String> status,
        Optional<OwnerId> owner,
        Optional<String> name,
        Optional<String> traceId,
        Optional<SpanId> parentId,
        Optional<String> who,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<Long> afterPosition) {

    public static final SpanFilter ALL = new SpanFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Only spans of one type with one name: how prompts, blocks and contracts are found. */
    public static SpanFilter named(EntityType type, String name) {
        return new SpanFilter(
                Optional.of(type),
                Optional.empty(),
                Optional.empty(),
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
