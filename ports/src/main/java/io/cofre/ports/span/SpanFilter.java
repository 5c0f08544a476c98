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
        Optional<Visibility> visibility,
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
            Optional.empty(),
            Optional.empty());

    /** Only spans of one type with one name: how contracts are found. */
    public static SpanFilter named(EntityType type, String name) {
        return named(type, name, Optional.empty(), Optional.empty());
    }

    /** Only one owner's spans of one type with one name. */
    public static SpanFilter named(EntityType type, String name, OwnerId owner) {
        return named(type, name, Optional.of(owner), Optional.empty());
    }

    /** Only spans of one type with one name and one visibility. */
    public static SpanFilter named(EntityType type, String name, Visibility visibility) {
        return named(type, name, Optional.empty(), Optional.of(visibility));
    }

    private static SpanFilter named(
            EntityType type, String name, Optional<OwnerId> owner, Optional<Visibility> visibility) {
        return new SpanFilter(
                Optional.of(type),
                Optional.empty(),
                owner,
                visibility,
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
