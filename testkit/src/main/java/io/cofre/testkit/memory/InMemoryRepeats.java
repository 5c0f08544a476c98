package io.cofre.testkit.memory;

import io.cofre.ports.journal.Once;
import io.cofre.ports.journal.Repeats;
import java.util.Optional;

/** What was answered under the idempotency keys of a store in memory. */
public final class InMemoryRepeats implements Repeats {
    private final InMemoryStore store;

    public InMemoryRepeats(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Optional<Repeat> find(Once.Key key) {
        return store.locked(() -> store.repeat(key, store.clock().instant()));
    }
}
