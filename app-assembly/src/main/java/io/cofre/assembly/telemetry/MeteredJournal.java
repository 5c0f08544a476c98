package io.cofre.assembly.telemetry;

import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.ChangeId;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Outcome;
import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.Optional;

/** Counts commits and what became of their changes. */
final class MeteredJournal implements Journal {
    private static final String COMMIT = "cofre.journal.commit.duration";
    private static final String CHANGES = "cofre.journal.changes";
    private static final String OF_CHANGES = "Changes by what became of them";

    private final Journal journal;
    private final Endings commits;
    private final Endings settlements;
    private final Counter accepted;
    private final Counter replayed;
    private final Counter refused;

    MeteredJournal(Journal journal, Meters meters) {
        this.journal = journal;
        this.commits = new Endings(meters, COMMIT, "What a caller waits for its commit");
        this.settlements = new Endings(
                meters, "cofre.journal.settle.duration", "What it takes to find out what became of a lost commit");
        this.accepted = meters.counter(CHANGES, OF_CHANGES, "outcome", "accepted");
        this.replayed = meters.counter(CHANGES, OF_CHANGES, "outcome", "replayed");
        this.refused = meters.counter(CHANGES, OF_CHANGES, "outcome", "refused");
    }

    @Override
    public List<Outcome> commit(List<Change> changes) {
        List<Outcome> outcomes = commits.of(() -> journal.commit(changes));
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Accepted ignored -> accepted.increment();
                case Outcome.Replayed ignored -> replayed.increment();
                case Outcome.Refused ignored -> refused.increment();
            }
        }
        return outcomes;
    }

    @Override
    public Optional<Outcome> settle(ChangeId id) {
        return settlements.of(() -> journal.settle(id));
    }
}
