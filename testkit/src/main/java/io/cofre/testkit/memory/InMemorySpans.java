package io.cofre.testkit.memory;

import io.cofre.ports.span.SpanFilter;
import io.cofre.ports.span.SpanHeader;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.span.Viewer;
import java.util.List;
import java.util.Optional;

/** A ledger in memory as one viewer sees it. */
public class InMemorySpans implements Spans {
    private final InMemoryStore store;

    public InMemorySpans(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Optional<StoredSpan> newest(Viewer viewer, SpanId id) {
        return store.locked(
                () -> store.newest(id).filter(row -> headSeen(viewer, row)).map(StoredRow::stored));
    }

    @Override
    public Optional<StoredSpan> version(Viewer viewer, SpanVersion version) {
        return store.locked(
                () -> store.row(version).filter(row -> visible(viewer, row)).map(StoredRow::stored));
    }

    @Override
    public List<StoredSpan> versions(Viewer viewer, SpanId id, long afterSeq, int limit) {
        Bounds.limit(limit, 1_000);
        return store.locked(() -> store.thing(id).tailMap(afterSeq, false).values().stream()
                .filter(row -> visible(viewer, row))
                .limit(limit)
                .map(StoredRow::stored)
                .toList());
    }

    @Override
    public List<StoredSpan> current(Viewer viewer, SpanFilter filter, long before, int limit) {
        Bounds.limit(limit, 1_000);
        return store.locked(() -> store.registry().headMap(before, false).descendingMap().values().stream()
                .filter(row -> seen(viewer, row))
                .filter(this::current)
                .filter(row -> matches(row, filter))
                .limit(limit)
                .map(StoredRow::stored)
                .toList());
    }

    @Override
    public List<StoredSpan> after(Viewer viewer, long position, int limit) {
        Bounds.limit(limit, 1_000);
        return store.locked(() -> store.registry().tailMap(position, false).values().stream()
                .filter(row -> visible(viewer, row))
                .limit(limit)
                .map(StoredRow::stored)
                .toList());
    }

    @Override
    public List<StoredSpan> keys(Viewer viewer, long after, long upTo, int limit) {
        Bounds.limit(limit, 1_000);
        return store.locked(() -> store.registry().tailMap(after, false).values().stream()
                .filter(row -> row.receipt().position() <= upTo)
                .filter(row -> row.header().entityType().value().equals("logline_id"))
                .filter(row -> visible(viewer, row))
                .limit(limit)
                .map(StoredRow::stored)
                .toList());
    }

    /** Whether a version is seen by itself. */
    boolean seen(Viewer viewer, StoredRow row) {
        return row.visibleTo(viewer);
    }

    /** Whether a newest version is seen: once it is deleted, by its owner and the tenant's admin alone. */
    boolean headSeen(Viewer viewer, StoredRow head) {
        return seen(viewer, head) && head.visibleAsHeadTo(viewer);
    }

    /** A version is seen by whoever may see it and the newest one. */
    boolean visible(Viewer viewer, StoredRow row) {
        return seen(viewer, row)
                && store.newest(row.header().id())
                        .filter(head -> headSeen(viewer, head))
                        .isPresent();
    }

    boolean current(StoredRow row) {
        return !row.header().deleted()
                && store.newest(row.header().id())
                        .filter(head -> head.header().seq() == row.header().seq())
                        .isPresent();
    }

    private static boolean matches(StoredRow row, SpanFilter filter) {
        SpanHeader header = row.header();
        return asked(filter.entityType(), Optional.of(header.entityType()))
                && asked(filter.status(), header.status())
                && asked(filter.owner(), Optional.of(header.owner()))
                && asked(filter.visibility(), Optional.of(header.visibility()))
                && asked(filter.name(), header.name())
                && asked(filter.traceId(), header.traceId())
                && asked(filter.parentId(), header.parentId())
                && asked(filter.who(), Optional.of(header.who()))
                && filter.since().filter(header.at()::isBefore).isEmpty()
                && filter.until().filter(until -> !header.at().isBefore(until)).isEmpty()
                && filter.afterPosition()
                        .filter(position -> row.receipt().position() <= position)
                        .isEmpty();
    }

    private static <T> boolean asked(Optional<T> wanted, Optional<T> found) {
        return wanted.isEmpty() || wanted.equals(found);
    }
}
