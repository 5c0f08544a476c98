package io.cofre.postgres.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.LostChange;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.postgres.bench.CuttingProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** Commits whose end nobody saw, and what becomes of them. */
final class LostCommitTest extends CuttableJournal {
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
}
