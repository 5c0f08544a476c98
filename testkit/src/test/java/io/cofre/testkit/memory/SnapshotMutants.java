package io.cofre.testkit.memory;

import static io.cofre.testkit.memory.BrokenStores.port;

import io.cofre.ports.audit.AuditRow;
import io.cofre.ports.audit.AuditTable;
import io.cofre.ports.audit.AuditedSpan;
import io.cofre.ports.audit.LedgerSnapshots;
import io.cofre.testkit.memory.BrokenStores.Mutant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Snapshots that show something else than what stood. */
final class SnapshotMutants {
    private SnapshotMutants() {}

    static Map<String, Mutant> all() {
        Map<String, Mutant> all = new HashMap<>();
        all.put(
                "leaves a column of the registry out",
                showing(
                        spans -> spans.stream()
                                .map(span -> new AuditedSpan(span.canonical(), without("trace_id", span.row())))
                                .toList(),
                        UnaryOperator.identity()));
        all.put(
                "leaves a column of the projections out",
                showing(
                        UnaryOperator.identity(),
                        rows -> rows.stream()
                                .map(row -> without("granted", row))
                                .toList()));
        all.put("shows rows in any order", showing(UnaryOperator.identity(), List::reversed));
        all.put("knows no last position", port(LedgerSnapshots.class, store -> new LedgerSnapshots() {
            @Override
            public <R> R read(Function<Snapshot, R> body) {
                return new InMemoryLedgerSnapshots(store, List::of)
                        .read(good -> body.apply(new Other(good, 1, spans -> spans, rows -> rows)));
            }
        }));
        all.put("shows a snapshot what comes later", port(LedgerSnapshots.class, store -> new LedgerSnapshots() {
            @Override
            public <R> R read(Function<Snapshot, R> body) {
                LedgerSnapshots good = new InMemoryLedgerSnapshots(store, List::of);
                return good.read(first -> body.apply(new Other(
                        first,
                        first.last(),
                        spans -> good.read(later -> listed(later.spans())),
                        UnaryOperator.identity())));
            }
        }));
        return all;
    }

    private static AuditRow without(String column, AuditRow row) {
        Map<String, List<String>> says = new HashMap<>(row.says());
        says.remove(column);
        return new AuditRow(row.table(), row.position(), says);
    }

    private static <T> List<T> listed(Iterator<T> iterator) {
        List<T> all = new ArrayList<>();
        iterator.forEachRemaining(all::add);
        return all;
    }

    private static Mutant showing(UnaryOperator<List<AuditedSpan>> spans, UnaryOperator<List<AuditRow>> rows) {
        return port(LedgerSnapshots.class, store -> new LedgerSnapshots() {
            @Override
            public <R> R read(Function<Snapshot, R> body) {
                return new InMemoryLedgerSnapshots(store, List::of)
                        .read(good -> body.apply(new Other(good, good.last(), spans, rows)));
            }
        });
    }

    private record Other(
            LedgerSnapshots.Snapshot good,
            long last,
            UnaryOperator<List<AuditedSpan>> otherSpans,
            UnaryOperator<List<AuditRow>> otherRows)
            implements LedgerSnapshots.Snapshot {
        @Override
        public Instant ledgerTime() {
            return good.ledgerTime();
        }

        @Override
        public Iterator<AuditedSpan> spans() {
            return otherSpans.apply(listed(good.spans())).iterator();
        }

        @Override
        public Iterator<AuditRow> rows(AuditTable table) {
            return otherRows.apply(listed(good.rows(table))).iterator();
        }
    }
}
