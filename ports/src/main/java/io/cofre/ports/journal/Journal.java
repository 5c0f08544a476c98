package io.cofre.ports.journal;

import java.util.List;
import java.util.Optional;

/**
 * The one way to write (idea 1 of the architecture): every lasting change is a {@link Change}, all of it or nothing of
 * it, with the spans that say so. Thread-safe; blocks until the outcome is durable; concurrent callers share a commit.
 *
 * <p>Failures: {@code PortFailure.Unavailable} where nothing happened (the store is away, or the bounded queue is full:
 * at once), {@code PortFailure.OutcomeUnknown} where the commit was sent and its end not seen: it names the changes of
 * this call that may stand.
 */
public interface Journal {
    /** The most changes in one call. */
    int MAX_CHANGES = 1_000;

    /**
     * Judges and writes each change, in order, at the ledger's own time; a later change sees the earlier ones. One
     * outcome each, in the same order. A refused or unwritable change never touches its neighbours. Committing the same
     * change again is {@link Outcome.Replayed}.
     */
    List<Outcome> commit(List<Change> changes);

    /**
     * What became of a change whose {@link #commit} ended in {@code OutcomeUnknown}: waits until the lost commit is
     * decided. Empty means that it did not happen and never will. Never {@link Outcome.Refused};
     * {@code PortFailure.Unavailable} where it cannot be told yet.
     */
    Optional<Outcome> settle(ChangeId id);

    /** One change alone. */
    default Outcome commit(Change change) {
        return commit(List.of(change)).getFirst();
    }
}
