package io.cofre.testkit.memory;

import io.cofre.ports.journal.Head;
import io.cofre.ports.journal.Heads;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is current in a store in memory. */
public final class InMemoryHeads implements Heads {
    private final InMemoryStore store;

    public InMemoryHeads(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Map<SpanId, Head> find(Collection<SpanId> ids) {
        List<SpanId> asked = List.copyOf(ids);
        return store.locked(() -> {
            Map<SpanId, Head> found = new HashMap<>();
            asked.forEach(id -> store.newest(id).ifPresent(row -> found.put(id, row.head())));
            return found;
        });
    }

    @Override
    public Map<SpanVersion, Receipt> receipts(Collection<SpanVersion> versions) {
        List<SpanVersion> asked = List.copyOf(versions);
        return store.locked(() -> {
            Map<SpanVersion, Receipt> found = new HashMap<>();
            asked.forEach(version -> store.row(version).ifPresent(row -> found.put(version, row.receipt())));
            return found;
        });
    }
}
