package io.cofre.testkit.memory;

import io.cofre.ports.vault.Leftovers;
import io.cofre.ports.vault.SecretRef;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The secrets that the commits of a store in memory left to destroy. */
public final class InMemoryLeftovers implements Leftovers {
    private final InMemoryStore store;

    public InMemoryLeftovers(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public List<SecretRef> dropped(int limit) {
        Bounds.limit(limit, 10_000);
        return store.locked(
                () -> store.projections().dropped.stream().limit(limit).toList());
    }

    @Override
    public void done(Collection<SecretRef> refs) {
        Set<SecretRef> gone = Set.copyOf(refs);
        store.locked(() -> store.projections().dropped.removeAll(gone));
    }
}
