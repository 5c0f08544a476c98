package io.cofre.ports.span;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The members of a span that rules and columns need, read once from its canonical bytes (spec 03, "The span"). What
 * applications put inside ({@code content}, {@code metadata}, {@code input}, {@code output}, {@code error}) stays in
 * the bytes and is named by slices.
 *
 * @param seq the version, from 0 up
 * @param thing the member {@code this}
 * @param at the caller's time, to the millisecond
 * @param deleted the member {@code is_deleted}; false where it is absent
 * @param durationMs milliseconds, 0 up
 * @param relatedTo at most 1,000 ids, in the order given
 */
public record SpanHeader(
        SpanId id,
        long seq,
        EntityType entityType,
        String who,
        String thing,
        Instant at,
        TenantId tenant,
        OwnerId owner,
        Visibility visibility,
        Optional<String> did,
        Optional<SpanId> parentId,
        List<SpanId> relatedTo,
        Optional<String> status,
        boolean deleted,
        Optional<String> name,
        Optional<String> description,
        Optional<String> code,
        Optional<String> language,
        Optional<String> runtime,
        Optional<Long> durationMs,
        Optional<String> traceId,
        Optional<PayloadHash> prevHash,
        Slices slices) {

    public SpanHeader {
        relatedTo = List.copyOf(relatedTo);
    }

    public SpanVersion version() {
        return new SpanVersion(id, seq);
    }

    /** Where the members that hold any JSON stand in the canonical bytes; empty where the span has no such member. */
    public record Slices(
            Optional<CanonicalBytes.Slice> content,
            Optional<CanonicalBytes.Slice> metadata,
            Optional<CanonicalBytes.Slice> input,
            Optional<CanonicalBytes.Slice> output,
            Optional<CanonicalBytes.Slice> error) {
        public static final Slices NONE =
                new Slices(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
