package io.cofre.postgres.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Admission;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.ChangeId;
import io.cofre.ports.journal.LostChange;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Refusal;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.bench.CuttingProxy;
import io.cofre.postgres.bench.PostgresBench;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real server and its network can do to a journal. */
final class JournalFaultsTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final SettableClock clock = SettableClock.atStart();
    private final Facts facts = new Facts(Seeds.next(), clock);
    private final LedgerKey key = facts.key();
    private final PostgresBench bench = PostgresBench.open(clock);
    private final CuttingProxy proxy = new CuttingProxy(bench.database().url());
    private final PostgresConnections cuttable = bench.database().connect(proxy.url());
    private final PostgresJournal journal = journal(cuttable);

    private PostgresJournal journal(PostgresConnections connections) {
        return new PostgresJournal(connections, PostgresBench.writers(), Admission.DEFAULT, clock);
    }

    @BeforeEach
    void introduce() {
        accepted(journal.commit(facts.introduction(key)));
    }

    @AfterEach
    void close() throws Exception {
        journal.close();
        cuttable.close();
        proxy.close();
        bench.close();
    }

    private Change change() {
        return facts.span(key).change();
    }

    private static List<Receipt> accepted(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcome).receipts();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited " + DEADLINE).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private boolean somebodyWaitsForTheLock() {
        return bench.database()
                        .ownerSql()
                        .fetchCount(DSL.table("pg_locks"), DSL.condition("locktype = 'advisory' AND NOT granted"))
                > 0;
    }

    /** Holds the journal's lock, as a lost node does whose server has not noticed, while the body runs. */
    private void holdingTheLock(Held body) {
        bench.database().ownerSql().transaction(inside -> {
            DSLContext sql = inside.dsl();
            sql.execute(LoadedStanding.LOCK);
            body.run(sql);
        });
    }

    private interface Held {
        void run(DSLContext sql) throws Exception;
    }

    @Test
    void commit_answerLost_isUnknownAndSettlesAsAccepted() {
        Change change = new Change(
                List.of(facts.span(key).build(), facts.span(key).build()), List.of(), List.of(), Optional.empty());
        proxy.cut(CuttingProxy.Cut.AFTER_THE_COMMIT);

        assertThat(lost(() -> journal.commit(change))).containsExactly(LostChange.of(change));

        proxy.cut(CuttingProxy.Cut.NOWHERE);
        Outcome settled = journal.settle(change.id()).orElseThrow();
        assertThat(accepted(settled))
                .extracting(Receipt::version)
                .containsExactlyElementsOf(
                        change.spans().stream().map(VerifiedSpan::version).toList());
        assertThat(journal.commit(change)).isEqualTo(new Outcome.Replayed(accepted(settled), Optional.empty()));
    }

    @Test
    void commit_neverArrived_isUnknownAndSettlesAsNothing() {
        Change change = change();
        proxy.cut(CuttingProxy.Cut.BEFORE_THE_COMMIT);

        assertThatThrownBy(() -> journal.commit(change)).isInstanceOf(PortFailure.OutcomeUnknown.class);

        proxy.cut(CuttingProxy.Cut.NOWHERE);
        assertThat(journal.settle(change.id())).isEmpty();
        accepted(journal.commit(change));
    }

    @Test
    void commit_cutBeforeAnythingWasAsked_isUnavailable() {
        Change change = change();
        proxy.cut(CuttingProxy.Cut.BEFORE_THE_LOCK);

        assertThatThrownBy(() -> journal.commit(change)).isInstanceOf(PortFailure.Unavailable.class);

        proxy.cut(CuttingProxy.Cut.NOWHERE);
        assertThat(journal.settle(change.id())).isEmpty();
        accepted(journal.commit(change));
    }

    @Test
    void settle_whileTheLostCommitIsUndecided_waits() {
        Change change = change();
        CompletableFuture<Optional<Outcome>> settled = new CompletableFuture<>();
        holdingTheLock(sql -> {
            settled.completeAsync(() -> journal.settle(change.id()));
            await(this::somebodyWaitsForTheLock);
            assertThat(settled).isNotDone();
        });
        assertThat(settled).succeedsWithin(DEADLINE).isEqualTo(Optional.empty());
    }

    /** The commit of a change that waits in the server for the table, after its connection was cut. */
    private CompletableFuture<Optional<Outcome>> settlingWhatTheServerStillWrites(DSLContext table, Change change)
            throws Exception {
        table.execute("LOCK TABLE ledger.nonces IN SHARE MODE");
        proxy.cut(CuttingProxy.Cut.ONCE_THE_COMMIT_IS_SENT);
        assertThat(lost(() -> journal.commit(change))).containsExactly(LostChange.of(change));
        proxy.cut(CuttingProxy.Cut.NOWHERE);
        CompletableFuture<Optional<Outcome>> settled = new CompletableFuture<>();
        settled.completeAsync(() -> journal.settle(change.id()));
        await(this::somebodyWaitsForTheLock);
        assertThat(settled).isNotDone();
        return settled;
    }

    @Test
    void settle_whileTheServerStillWrites_waitsAndFindsIt() throws Exception {
        Change change = change();
        List<CompletableFuture<Optional<Outcome>>> settled = new ArrayList<>();
        bench.database().ownerSql().transaction(inside -> {
            settled.add(settlingWhatTheServerStillWrites(inside.dsl(), change));
        });
        Outcome found =
                settled.getFirst().get(DEADLINE.toSeconds(), TimeUnit.SECONDS).orElseThrow();
        assertThat(journal.commit(change)).isEqualTo(new Outcome.Replayed(accepted(found), Optional.empty()));
    }

    @Test
    void settle_whatTheServerCouldNotFinish_waitsAndIsEmptyForGood() throws Exception {
        Change change = change();
        bench.database().ownerSql().transaction(inside -> {
            CompletableFuture<Optional<Outcome>> settled = settlingWhatTheServerStillWrites(inside.dsl(), change);
            inside.dsl()
                    .execute("SELECT pg_terminate_backend(pid) FROM pg_locks"
                            + " WHERE locktype = 'relation' AND relation = 'ledger.nonces'::regclass AND NOT granted");
            assertThat(settled).succeedsWithin(DEADLINE).isEqualTo(Optional.empty());
        });
        accepted(journal.commit(change));
    }

    @Test
    void commit_batchLost_tellsEachCallerOfItsOwn() throws Exception {
        List<Change> changes = new ArrayList<>();
        List<CompletableFuture<List<LostChange>>> losing = new ArrayList<>();
        holdingTheLock(sql -> {
            // The first goes alone, and the others, one batch, wait behind it.
            for (int i = 0; i < 4; i++) {
                Change change = change();
                changes.add(change);
                CompletableFuture<List<LostChange>> lost = new CompletableFuture<>();
                losing.add(lost);
                Thread.ofVirtual().start(() -> lost.complete(lost(() -> journal.commit(change))));
                if (i == 0) {
                    await(this::somebodyWaitsForTheLock);
                }
            }
            await(() -> journal.waiting() == 3);
            proxy.cut(CuttingProxy.Cut.BEFORE_THE_COMMIT);
        });
        for (int i = 0; i < 4; i++) {
            assertThat(losing.get(i)).succeedsWithin(DEADLINE).isEqualTo(List.of(LostChange.of(changes.get(i))));
        }
    }

    @Test
    void commit_listLost_namesEachOfItsChanges() {
        List<Change> changes = List.of(change(), change());
        proxy.cut(CuttingProxy.Cut.AFTER_THE_COMMIT);

        assertThat(lost(() -> journal.commit(changes)))
                .containsExactlyElementsOf(changes.stream().map(LostChange::of).toList());
    }

    private static List<LostChange> lost(ThrowingCallable commit) {
        return catchThrowableOfType(PortFailure.OutcomeUnknown.class, commit).lost();
    }

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
