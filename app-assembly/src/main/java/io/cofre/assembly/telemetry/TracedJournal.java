package io.cofre.assembly.telemetry;

import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.ChangeId;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Outcome;
import java.util.List;
import java.util.Optional;

/** A span for each commit, as long as its caller waits. */
final class TracedJournal implements Journal {
    private final Journal journal;
    private final Tracing tracing;

    TracedJournal(Journal journal, Tracing tracing) {
        this.journal = journal;
        this.tracing = tracing;
    }

    @Override
    public List<Outcome> commit(List<Change> changes) {
        return tracing.within(
                tracing.span("journal commit").setAttribute("cofre.journal.changes", (long) changes.size()),
                () -> journal.commit(changes));
    }

    @Override
    public Optional<Outcome> settle(ChangeId id) {
        return tracing.within(tracing.span("journal settle"), () -> journal.settle(id));
    }
}
