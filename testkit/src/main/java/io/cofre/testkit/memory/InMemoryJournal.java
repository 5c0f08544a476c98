package io.cofre.testkit.memory;

import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.ChangeId;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Outcome;
import java.util.List;
import java.util.Optional;

/** Writes to a store in memory. */
public final class InMemoryJournal implements Journal {
    private final InMemoryStore store;

    public InMemoryJournal(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public List<Outcome> commit(List<Change> changes) {
        return store.commit(changes);
    }

    @Override
    public Optional<Outcome> settle(ChangeId id) {
        return store.settle(id);
    }
}
