package io.cofre.postgres.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Admission;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.ChangeId;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Refusal;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.VerifiedSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a real server and its network can do to a journal. */
final class JournalFaultsTest extends CuttableJournal {
    @Test
    void settle_otherHashOrLaterSpanOfAChange_isEmpty() {
        Change change = new Change(
                List.of(facts.span(key).build(), facts.span(key).build()), List.of(), List.of(), Optional.empty());
        accepted(journal.commit(change));
        VerifiedSpan second = change.spans().getLast();

        assertThat(journal.settle(Change.of(second).id())).isEmpty();
        assertThat(journal.settle(new ChangeId(change.id().first(), facts.payloadHash("another"))))
                .isEmpty();
    }

    @Test
    void commit_onePoisonedAmongSixtyFour_fallsAlone() {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            changes.add(change());
        }
        Change poisoned = facts.span(key).content("{\"password\":\"\\u0000\"}").change();
        changes.set(40, poisoned);

        List<Outcome> outcomes = journal.commit(changes);

        assertThat(outcomes).filteredOn(Outcome.Accepted.class::isInstance).hasSize(63);
        assertThat(outcomes.get(40))
                .isEqualTo(new Outcome.Refused(new Refusal.Unwritable("the database cannot hold it: SQL state 22P05")));
        assertThat(bench.scan().last()).isEqualTo(64);
    }

    @Test
    void commit_fromTwoNodes_givesEveryPositionOnce() throws Exception {
        PostgresJournal second = journal(bench.database().connections());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> running = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Change change = change();
                PostgresJournal node = i % 2 == 0 ? journal : second;
                running.add(threads.submit(() -> node.commit(change)));
            }
            List<Long> positions = new ArrayList<>();
            for (Future<Outcome> one : running) {
                positions.add(accepted(one.get(DEADLINE.toSeconds(), TimeUnit.SECONDS))
                        .getFirst()
                        .position());
            }
            assertThat(positions)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(2, 201).boxed().toList());
        } finally {
            second.close();
        }
    }

    @Test
    void open_onAnOldLedgerWithAClockThatWentBack_goesOnWhereItStood() {
        Receipt before = accepted(journal.commit(change())).getFirst();
        clock.advance(Duration.ofHours(-1));
        try (PostgresJournal next = journal(bench.database().connections())) {
            Receipt after = accepted(next.commit(change())).getFirst();
            assertThat(after.position()).isEqualTo(before.position() + 1);
            assertThat(after.recordedAt()).isEqualTo(before.recordedAt());
        }
    }

    @Test
    void close_whileChangesWait_writesThemFirst() throws Exception {
        List<CompletableFuture<Outcome>> waiting = new ArrayList<>();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        holdingTheLock(sql -> {
            waiting.add(committing());
            await(this::somebodyWaitsForTheLock);
            for (int i = 0; i < 4; i++) {
                waiting.add(committing());
            }
            await(() -> journal.waiting() == 4);
            Thread.ofVirtual().start(() -> {
                journal.close();
                closed.complete(null);
            });
        });
        for (CompletableFuture<Outcome> outcome : waiting) {
            accepted(outcome.get(DEADLINE.toSeconds(), TimeUnit.SECONDS));
        }
        assertThat(closed).succeedsWithin(DEADLINE);
        assertThatThrownBy(() -> journal.commit(change())).isInstanceOf(PortFailure.Unavailable.class);
        assertThatThrownBy(() -> journal.settle(change().id())).isInstanceOf(PortFailure.Unavailable.class);
    }

    private CompletableFuture<Outcome> committing() {
        Change change = change();
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> outcome.complete(journal.commit(change)));
        return outcome;
    }

    @Test
    void commit_changeOfAThousandSpans_isWrittenWhole() {
        List<VerifiedSpan> spans =
                IntStream.range(0, 1_000).mapToObj(i -> facts.span(key).build()).toList();
        Change change = new Change(spans, List.of(), List.of(), Optional.empty());

        List<Receipt> receipts = accepted(journal.commit(change));

        assertThat(receipts).hasSize(1_000);
        assertThat(journal.settle(change.id())).contains(new Outcome.Accepted(receipts));
    }

    @Test
    void open_withoutAWriterOfEachEffect_isRefused() {
        assertThatThrownBy(
                        () -> new PostgresJournal(cuttable, List.of(new KeyEffectWriter()), Admission.DEFAULT, clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no writer of TenantEffect");
    }

    @Test
    void sweep_olderThanTheLedgersWindow_goesAndTheRestStays() {
        PostgresSweep sweep = new PostgresSweep(bench.database().connections(), Admission.DEFAULT);
        accepted(journal.commit(change()));
        clock.advance(Duration.ofHours(24));
        accepted(journal.commit(change()));
        assertThat(sweep.nonces()).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(sweep.nonces()).isZero();
        accepted(journal.commit(change()));

        assertThat(sweep.nonces()).isEqualTo(2);
        assertThat(sweep.repeats()).isZero();
    }
}
