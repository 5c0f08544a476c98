package io.cofre.testkit.memory;

import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Keys;
import io.cofre.ports.span.LedgerKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The keys of a ledger in memory. */
public final class InMemoryKeys implements Keys {
    private final InMemoryStore store;

    public InMemoryKeys(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Map<KeyId, LedgerKey> find(Collection<KeyId> ids) {
        List<KeyId> asked = List.copyOf(ids);
        return store.locked(() -> {
            Map<KeyId, LedgerKey> found = new HashMap<>();
            for (KeyId id : asked) {
                LedgerKey key = store.projections().keys.get(id);
                if (key != null) {
                    found.put(id, key);
                }
            }
            return found;
        });
    }

    @Override
    public List<LedgerKey> after(long position, int limit) {
        Bounds.limit(limit, 10_000);
        return oldestFirst(key -> key.introducedAt() > position).stream()
                .limit(limit)
                .toList();
    }

    @Override
    public List<LedgerKey> roots() {
        return oldestFirst(key -> key.role() == LedgerKey.Role.ROOT);
    }

    private List<LedgerKey> oldestFirst(Predicate<LedgerKey> wanted) {
        return store.locked(() -> store.projections().keys.values().stream()
                .filter(wanted)
                .sorted(Comparator.comparingLong(LedgerKey::introducedAt)
                        .thenComparing(key -> key.keyId().value()))
                .toList());
    }
}
