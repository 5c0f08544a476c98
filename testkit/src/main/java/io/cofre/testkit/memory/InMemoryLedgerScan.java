package io.cofre.testkit.memory;

import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.StoredSpan;
import java.util.List;

/** The whole of a ledger in memory. */
public final class InMemoryLedgerScan implements LedgerScan {
    private final InMemoryStore store;

    public InMemoryLedgerScan(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public List<StoredSpan> after(long position, int limit) {
        Bounds.limit(limit, 10_000);
        return store.locked(() -> store.registry().tailMap(position, false).values().stream()
                .limit(limit)
                .map(StoredRow::stored)
                .toList());
    }

    @Override
    public long last() {
        return store.locked(store::lastPosition);
    }
}
