package io.cofre.postgres.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.KeyEffect;
import io.cofre.ports.journal.LostChange;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.LedgerKey;
import io.cofre.postgres.bench.PostgresBench;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.junit.jupiter.api.Test;

/** Errors of the program itself in the one thread that writes: nobody waits for ever, and the next one is served. */
final class WriterFaultsTest extends CuttableJournal {
    /** Dies over one key. */
    private static final class Dying implements EffectWriter<KeyEffect> {
        private final EffectWriter<KeyEffect> good = new KeyEffectWriter();
        private final KeyId over;

        Dying(KeyId over) {
            this.over = over;
        }

        @Override
        public Class<KeyEffect> effects() {
            return KeyEffect.class;
        }

        @Override
        public List<Query> write(DSLContext sql, List<Applied<KeyEffect>> applied) {
            for (Applied<KeyEffect> one : applied) {
                if (one.effect() instanceof KeyEffect.Introduced introduced
                        && introduced.key().keyId().equals(over)) {
                    throw new StackOverflowError();
                }
            }
            return good.write(sql, applied);
        }
    }

    private PostgresJournal dying(LedgerKey over) {
        List<EffectWriter<?>> writers = new ArrayList<>(PostgresBench.writers());
        writers.removeIf(writer -> writer.effects() == KeyEffect.class);
        writers.add(new Dying(over.keyId()));
        return PostgresBench.journal(bench.database().connections(), writers, clock, (changes, took) -> {});
    }

    @Test
    void commit_anErrorOverOneChange_isUnknownToItsCallerAndTheNextIsWritten() {
        LedgerKey over = facts.key();
        Change fatal = facts.introduction(over);
        try (PostgresJournal faulty = dying(over)) {
            assertThatThrownBy(() -> faulty.commit(fatal))
                    .isInstanceOfSatisfying(
                            PortFailure.OutcomeUnknown.class,
                            unknown -> assertThat(unknown.lost()).containsExactly(LostChange.of(fatal)));
            accepted(faulty.commit(change()));
            assertThat(faulty.settle(fatal.id())).isEmpty();
            assertThatCode(faulty::ready).doesNotThrowAnyException();
        }
    }

    @Test
    void commit_anErrorOverOneOfABatch_doesNotTouchItsNeighbours() throws Exception {
        LedgerKey over = facts.key();
        List<CompletableFuture<Outcome>> good = new ArrayList<>();
        CompletableFuture<Outcome> fatal = new CompletableFuture<>();
        try (PostgresJournal faulty = dying(over)) {
            holdingTheLock(sql -> {
                good.add(committing(faulty, change()));
                await(this::somebodyWaitsForTheLock);
                good.add(committing(faulty, change()));
                committing(faulty, facts.introduction(over), fatal);
                good.add(committing(faulty, change()));
                await(() -> faulty.waiting() == 3);
            });
            for (CompletableFuture<Outcome> outcome : good) {
                accepted(outcome.get(DEADLINE.toSeconds(), TimeUnit.SECONDS));
            }
            assertThat(fatal).failsWithin(DEADLINE);
        }
    }

    @Test
    void commit_aListenerThatThrows_endsNothing() {
        BatchListener faulty = (changes, took) -> {
            throw new AssertionError("whoever counts is broken");
        };
        try (PostgresJournal counted =
                PostgresBench.journal(bench.database().connections(), PostgresBench.writers(), clock, faulty)) {
            accepted(counted.commit(change()));
            accepted(counted.commit(change()));
            assertThatCode(counted::ready).doesNotThrowAnyException();
        }
    }

    @Test
    void ready_onceClosed_isUnavailable() {
        journal.close();
        assertThatThrownBy(journal::ready)
                .isInstanceOf(PortFailure.Unavailable.class)
                .hasMessage("the journal has ended; start the node again");
    }

    private static CompletableFuture<Outcome> committing(PostgresJournal journal, Change change) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        committing(journal, change, outcome);
        return outcome;
    }

    private static void committing(PostgresJournal journal, Change change, CompletableFuture<Outcome> outcome) {
        Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(journal.commit(change));
            } catch (PortFailure e) {
                outcome.completeExceptionally(e);
            }
        });
    }
}
