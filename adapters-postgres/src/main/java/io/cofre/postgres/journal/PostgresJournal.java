package io.cofre.postgres.journal;

import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Admission;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.ChangeId;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.LostChange;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Refusal;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.PostgresRole;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * The journal on PostgreSQL, with group commit and no timer: one thread writes, and a batch is what came in while the
 * one before was being written. Several nodes may have one each on the same database.
 */
public final class PostgresJournal implements Journal, AutoCloseable {
    /** How far a node's clock may be from the database's. */
    public static final Duration DRIFT = Duration.ofSeconds(60);

    private static final int WAITING_CHANGES = 8_192;
    private static final long WAITING_BYTES = 64L << 20;
    private static final Duration DRAINING = Duration.ofSeconds(30);

    private final Waiting waiting = new Waiting(WAITING_CHANGES, WAITING_BYTES);
    private final BatchTransaction transaction;
    private final BatchListener listener;
    private final Thread writer;

    /**
     * @param writers exactly one for each kind of effect
     * @throws IllegalArgumentException where a kind has none, or two
     */
    public PostgresJournal(
            PostgresConnections connections,
            Collection<? extends EffectWriter<?>> writers,
            Admission admission,
            InstantSource clock) {
        this(connections, writers, admission, clock, DRIFT, (changes, took) -> {});
    }

    /**
     * The same, and tells of each batch.
     *
     * @param drift how far the clock may be from the database's; beyond it, commits are {@code Unavailable}
     */
    public PostgresJournal(
            PostgresConnections connections,
            Collection<? extends EffectWriter<?>> writers,
            Admission admission,
            InstantSource clock,
            Duration drift,
            BatchListener listener) {
        this.listener = listener;
        this.transaction = new BatchTransaction(
                connections.source(PostgresRole.WRITER),
                new EffectWriters(writers),
                admission,
                new NodeClock(clock, drift));
        // A thread of its own: a caller that is interrupted must not cut off the connection that others wait for.
        this.writer = Thread.ofPlatform().name("cofre-journal").daemon().start(this::write);
    }

    @Override
    public List<Outcome> commit(List<Change> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        if (changes.size() > MAX_CHANGES) {
            throw new IllegalArgumentException("a call has at most " + MAX_CHANGES + " changes, not " + changes.size());
        }
        List<Waiting.Entry> entries = changes.stream().map(Waiting.Entry::of).toList();
        waiting.put(entries);
        return await(entries);
    }

    @Override
    public Optional<Outcome> settle(ChangeId id) {
        if (waiting.isClosed()) {
            throw new PortFailure.Unavailable(Dependency.LEDGER, "the journal was closed");
        }
        return transaction.settle(id);
    }

    /**
     * Whether it can write: for whoever routes requests to this node.
     *
     * @throws PortFailure where it cannot
     */
    public void ready() {
        if (waiting.isClosed() || !writer.isAlive()) {
            throw new PortFailure.Unavailable(Dependency.LEDGER, "the journal has ended; start the node again");
        }
        transaction.ready();
    }

    /** How many changes wait for a batch: for metrics. */
    public int waiting() {
        return waiting.size();
    }

    /** Takes nothing more in, and waits until what waits is written. */
    @Override
    public void close() {
        close(DRAINING);
    }

    /** The same; what is not written when the time is over is answered as unavailable. */
    public void close(Duration atMost) {
        waiting.close();
        boolean interrupted = false;
        try {
            writer.join(atMost);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        failAll(
                waiting.drain(),
                new PortFailure.Unavailable(Dependency.LEDGER, "the journal was closed before it came to this change"));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** All outcomes; or the worst failure, where there was one. */
    private static List<Outcome> await(List<Waiting.Entry> entries) {
        List<Outcome> outcomes = new ArrayList<>(entries.size());
        List<PortFailure> failures = new ArrayList<>();
        List<LostChange> lost = new ArrayList<>();
        for (Waiting.Entry entry : entries) {
            try {
                Outcome outcome = entry.outcome().join();
                outcomes.add(outcome);
                if (outcome instanceof Outcome.Accepted) {
                    lost.add(LostChange.of(entry.change()));
                }
            } catch (CompletionException e) {
                PortFailure failure = failure(entry, e);
                failures.add(failure);
                if (failure instanceof PortFailure.OutcomeUnknown unknown) {
                    lost.addAll(unknown.lost());
                }
            }
        }
        if (failures.isEmpty()) {
            return outcomes;
        }
        PortFailure first = failures.getFirst();
        if (lost.isEmpty() || entries.size() == 1) {
            throw first;
        }
        throw new PortFailure.OutcomeUnknown(
                lost, failures.size() + " of " + entries.size() + " changes of one call failed; settle each", first);
    }

    private static PortFailure failure(Waiting.Entry entry, CompletionException e) {
        return e.getCause() instanceof PortFailure known
                ? known
                : new PortFailure.OutcomeUnknown(
                        List.of(LostChange.of(entry.change())), "the journal stopped in the middle of a batch", e);
    }

    private void write() {
        try {
            for (List<Waiting.Entry> batch = waiting.take(); !batch.isEmpty(); batch = waiting.take()) {
                long begun = System.nanoTime();
                try {
                    serve(batch);
                } catch (RuntimeException | Error e) {
                    told(e);
                    failAll(
                            batch,
                            new PortFailure.OutcomeUnknown(
                                    Dependency.LEDGER, "the journal stopped in the middle of a batch", e));
                } finally {
                    // Whatever happened: nobody waits for ever.
                    failAll(batch, notReached());
                    tell(batch.size(), Duration.ofNanos(System.nanoTime() - begun));
                }
            }
        } finally {
            // Nobody is left to write: no more is taken in, and ready() says so.
            waiting.close();
            failAll(waiting.drain(), notReached());
        }
    }

    /** Whoever counts batches must not end them. */
    private void tell(int changes, Duration took) {
        try {
            listener.ended(changes, took);
        } catch (RuntimeException | Error e) {
            told(e);
        }
    }

    private static PortFailure notReached() {
        return new PortFailure.Unavailable(Dependency.LEDGER, "the journal did not come to this change");
    }

    private static void told(Throwable fault) {
        Thread current = Thread.currentThread();
        current.getUncaughtExceptionHandler().uncaughtException(current, fault);
    }

    private void serve(List<Waiting.Entry> batch) {
        try {
            switch (transaction.run(batch.stream().map(Waiting.Entry::change).toList())) {
                case BatchTransaction.Result.Conflicted conflicted -> throw conflicted.failure();
                case BatchTransaction.Result.Done done -> {
                    for (int i = 0; i < batch.size(); i++) {
                        batch.get(i).outcome().complete(done.outcomes().get(i));
                    }
                }
                case BatchTransaction.Result.Poisoned poisoned -> {
                    if (batch.size() == 1) {
                        batch.getFirst()
                                .outcome()
                                .complete(new Outcome.Refused(new Refusal.Unwritable(poisoned.reason())));
                    } else {
                        serveOneByOne(batch);
                    }
                }
            }
        } catch (PortFailure.Unavailable e) {
            failAll(batch, e);
            // They would wait as long, one batch after the other, for the same answer.
            failAll(waiting.drain(), e);
        } catch (PortFailure e) {
            failAll(batch, e);
        } catch (RuntimeException | Error e) {
            // A fault of this program over one change must neither fall on its neighbours nor leave a caller waiting.
            // What the batch had written after all is found standing when it is tried again.
            if (batch.size() == 1) {
                failAll(batch, fault(batch.getFirst().change(), e));
            } else {
                serveOneByOne(batch);
            }
        }
    }

    /** An error strikes anywhere, also when the commit was sent. */
    private static PortFailure fault(Change change, Throwable e) {
        return e instanceof Error
                ? new PortFailure.OutcomeUnknown(
                        List.of(LostChange.of(change)), "the journal stopped in the middle of this change", e)
                : new PortFailure.Rejected("the journal cannot write this change: a fault of this program", e);
    }

    private void serveOneByOne(List<Waiting.Entry> batch) {
        batch.forEach(entry -> serve(List.of(entry)));
    }

    private static void failAll(List<Waiting.Entry> entries, PortFailure failure) {
        entries.forEach(entry -> entry.outcome().completeExceptionally(own(entry.change(), failure)));
    }

    /** A batch is of many callers; each hears of its own change. */
    private static PortFailure own(Change change, PortFailure failure) {
        return failure instanceof PortFailure.OutcomeUnknown unknown
                ? new PortFailure.OutcomeUnknown(
                        List.of(LostChange.of(change)), String.valueOf(unknown.getMessage()), unknown)
                : failure;
    }
}
