package io.cofre.testkit.memory;

import static io.cofre.testkit.memory.BrokenStores.port;
import static io.cofre.testkit.memory.BrokenStores.read;
import static io.cofre.testkit.memory.BrokenStores.store;

import io.cofre.ports.span.SpanFilter;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.span.Viewer;
import io.cofre.ports.span.Visibility;
import io.cofre.testkit.memory.BrokenStores.Mutant;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/** Ledgers that show their viewers the wrong spans. */
final class SpansMutants {
    private SpansMutants() {}

    static Map<String, Mutant> all() {
        Map<String, Mutant> all = new HashMap<>();
        visibility(all);
        lists(all);
        return all;
    }

    private static Mutant seeing(BiPredicate<Viewer, StoredRow> seen) {
        return port(Spans.class, store -> new InMemorySpans(store) {
            @Override
            boolean seen(Viewer viewer, StoredRow row) {
                return seen.test(viewer, row);
            }

            @Override
            boolean headSeen(Viewer viewer, StoredRow head) {
                return seen.test(viewer, head);
            }
        });
    }

    private static void visibility(Map<String, Mutant> all) {
        all.put(
                "shows private spans to the tenant",
                seeing((viewer, row) ->
                        row.visibleTo(viewer) || row.header().tenant().equals(viewer.tenant())));
        all.put(
                "shows tenants' spans to all",
                seeing((viewer, row) -> row.visibleTo(viewer) || row.header().visibility() == Visibility.TENANT));
        all.put(
                "keeps public spans in their tenant",
                seeing((viewer, row) ->
                        row.visibleTo(viewer) && row.header().tenant().equals(viewer.tenant())));
        all.put("shows old versions of what is hidden now", port(Spans.class, store -> new InMemorySpans(store) {
            @Override
            boolean visible(Viewer viewer, StoredRow row) {
                return seen(viewer, row);
            }
        }));
        all.put("shows private versions of what is open now", port(Spans.class, store -> new InMemorySpans(store) {
            @Override
            boolean visible(Viewer viewer, StoredRow row) {
                return headSeen(viewer, store.newest(row.header().id()).orElseThrow());
            }
        }));
        all.put("lists deleted spans", port(Spans.class, store -> new InMemorySpans(store) {
            @Override
            boolean current(StoredRow row) {
                return store.newest(row.header().id()).orElseThrow().header().seq()
                        == row.header().seq();
            }
        }));
        all.put("shows what was open after its deletion", port(Spans.class, store -> new InMemorySpans(store) {
            @Override
            boolean headSeen(Viewer viewer, StoredRow head) {
                return seen(viewer, head);
            }
        }));
        all.put("leaves a thing with its former owner", port(Spans.class, store -> new InMemorySpans(store) {
            @Override
            boolean seen(Viewer viewer, StoredRow row) {
                return store.thing(row.header().id()).firstEntry().getValue().visibleTo(viewer);
            }

            @Override
            boolean headSeen(Viewer viewer, StoredRow head) {
                return seen(viewer, head);
            }
        }));
        all.put(
                "makes spans up",
                read(
                        Spans.class,
                        "newest",
                        (call, store) -> call.<Optional<StoredSpan>>answer()
                                .or(() -> Optional.of(
                                        store.registry().firstEntry().getValue().stored()))));
    }

    private static SpanFilter filter(
            SpanFilter filter, Optional<String> who, Optional<Instant> until, Optional<Long> afterPosition) {
        return new SpanFilter(
                filter.entityType(),
                filter.status(),
                filter.owner(),
                filter.visibility(),
                filter.name(),
                filter.traceId(),
                filter.parentId(),
                who,
                filter.since(),
                until,
                afterPosition);
    }

    private static Mutant filtering(UnaryOperator<SpanFilter> other) {
        return read(
                Spans.class,
                "current",
                (call, store) -> call.with(1, other.apply(call.argument(1, SpanFilter.class)))
                        .answer());
    }

    private static void lists(Map<String, Mutant> all) {
        all.put(
                "lists oldest first",
                read(
                        Spans.class,
                        "current",
                        (call, store) -> call.<List<StoredSpan>>answer().reversed()));
        AtomicInteger given = new AtomicInteger();
        all.put("moves pages while others write", read(Spans.class, "current", (call, store) -> {
            if (call.<Long>given(2) == Long.MAX_VALUE) {
                given.set(0);
            }
            List<StoredSpan> page = call.with(2, Long.MAX_VALUE).with(3, 1_000).<List<StoredSpan>>answer().stream()
                    .skip(given.get())
                    .limit(call.<Integer>given(3))
                    .toList();
            given.addAndGet(page.size());
            return page;
        }));
        all.put("lists old versions", port(Spans.class, store -> new InMemorySpans(store) {
            @Override
            boolean current(StoredRow row) {
                return true;
            }
        }));
        all.put("passes a filter over", filtering(filter -> SpanFilter.ALL));
        all.put(
                "passes the owner's filter over",
                filtering(filter -> new SpanFilter(
                        filter.entityType(),
                        filter.status(),
                        Optional.empty(),
                        filter.visibility(),
                        filter.name(),
                        filter.traceId(),
                        filter.parentId(),
                        filter.who(),
                        filter.since(),
                        filter.until(),
                        filter.afterPosition())));
        all.put(
                "passes the visibility's filter over",
                filtering(filter -> new SpanFilter(
                        filter.entityType(),
                        filter.status(),
                        filter.owner(),
                        Optional.empty(),
                        filter.name(),
                        filter.traceId(),
                        filter.parentId(),
                        filter.who(),
                        filter.since(),
                        filter.until(),
                        filter.afterPosition())));
        all.put(
                "reads an until as inclusive",
                filtering(filter -> filter(
                        filter,
                        filter.who(),
                        filter.until().map(until -> until.plusMillis(1)),
                        filter.afterPosition())));
        all.put(
                "passes the position's filter over",
                filtering(filter -> filter(filter, filter.who(), filter.until(), Optional.empty())));
        all.put(
                "understands patterns in filters",
                filtering(filter -> filter(
                        filter,
                        filter.who().filter(who -> !who.contains("%") && !who.contains("_")),
                        filter.until(),
                        filter.afterPosition())));
        all.put(
                "includes the version asked after",
                read(
                        Spans.class,
                        "versions",
                        (call, store) -> call.with(2, call.<Long>given(2) - 1).answer()));
        all.put("takes any span for a key", port(Spans.class, store -> new InMemorySpans(store) {
            @Override
            public List<StoredSpan> keys(Viewer viewer, long after, long upTo, int limit) {
                return after(viewer, after, limit).stream()
                        .filter(span -> span.position() <= upTo)
                        .toList();
            }
        }));
        all.put(
                "follows newest first",
                read(
                        Spans.class,
                        "after",
                        (call, store) -> call.<List<StoredSpan>>answer().reversed()));
    }
}
