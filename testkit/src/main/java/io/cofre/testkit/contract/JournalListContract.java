package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Head;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.KeyEffect;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Refusal;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.VerifiedSpan;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several changes in one call: each alone, in order, a later one seeing the earlier. */
public interface JournalListContract extends StoreContract {
    @Test
    @Kills("writes something for nothing")
    default void commit_emptyList_answersNothing() {
        try (Stage stage = Stage.open(this)) {
            assertThat(stage.bench.journal().commit(List.of())).isEmpty();
            assertThat(stage.ledger()).hasSize(1);
        }
    }

    @Test
    @Kills("takes lists of any length")
    default void commit_moreChangesThanAllowed_isAnError() {
        try (Stage stage = Stage.open(this)) {
            List<Change> tooMany =
                    Collections.nCopies(Journal.MAX_CHANGES + 1, stage.draft().change());
            assertThatThrownBy(() -> stage.bench.journal().commit(tooMany))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(stage.ledger()).hasSize(1);
        }
    }

    @Test
    @Kills("answers in another order")
    default void commit_goodAndBadChanges_answersEachInItsPlace() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan one = stage.draft().build();
            VerifiedSpan bad = stage.draft().seq(4).build();
            VerifiedSpan two = stage.draft().build();
            List<Outcome> outcomes = stage.commit(List.of(Change.of(one), Change.of(bad), Change.of(two)));
            Receipt first = Stage.accepted(outcomes.getFirst()).getFirst();
            Receipt last = Stage.accepted(outcomes.getLast()).getFirst();
            assertThat(outcomes.get(1))
                    .isEqualTo(Stage.refused(new Refusal.VersionGap(bad.version(), Optional.empty())));
            stage.assertStands(one, first);
            stage.assertStands(two, last);
            stage.assertAbsent(bad);
            assertThat(last.position()).isGreaterThan(first.position());
        }
    }

    @Test
    @Kills("judges each change of a list alone")
    default void commit_twoEqualSpansInOneList_areAcceptedOnceAndReplayedOnce() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan span = stage.draft().build();
            List<Outcome> outcomes = stage.commit(List.of(Change.of(span), Change.of(span)));
            List<Receipt> receipts = Stage.accepted(outcomes.getFirst());
            assertThat(outcomes.getLast()).isEqualTo(new Outcome.Replayed(receipts, Optional.empty()));
            stage.assertStands(span, receipts.getFirst());
            assertThat(stage.ledger()).hasSize(2);
        }
    }

    @Test
    @Kills("lets the last of a list win")
    default void commit_twoSpansForOneVersionInOneList_firstWins() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan first = stage.draft().build();
            VerifiedSpan second = stage.draft().id(first.header().id()).build();
            List<Outcome> outcomes = stage.commit(List.of(Change.of(first), Change.of(second)));
            stage.assertStands(first, Stage.accepted(outcomes.getFirst()).getFirst());
            assertThat(outcomes.getLast()).isEqualTo(Stage.refused(new Refusal.VersionTaken(second.version())));
            stage.assertAbsent(second);
        }
    }

    @Test
    @Kills("does not show a change to the next of its list")
    default void commit_versionsZeroAndOneInOneList_areAccepted() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan first = stage.draft().build();
            VerifiedSpan second =
                    stage.draft().after(first).prevHash(first.payloadHash()).build();
            List<Outcome> outcomes = stage.commit(List.of(Change.of(first), Change.of(second)));
            stage.assertStands(first, Stage.accepted(outcomes.getFirst()).getFirst());
            Receipt receipt = Stage.accepted(outcomes.getLast()).getFirst();
            stage.assertStands(second, receipt);
            assertThat(stage.head(first.header().id()))
                    .contains(Head.of(second.header(), receipt.position(), second.payloadHash()));
        }
    }

    @Test
    @Kills("sorts a list by version")
    default void commit_versionsOneAndZeroInOneList_refusesTheFirst() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan first = stage.draft().build();
            VerifiedSpan second = stage.draft().after(first).build();
            List<Outcome> outcomes = stage.commit(List.of(Change.of(second), Change.of(first)));
            assertThat(outcomes.getFirst())
                    .isEqualTo(Stage.refused(new Refusal.VersionGap(second.version(), Optional.empty())));
            stage.assertStands(first, Stage.accepted(outcomes.getLast()).getFirst());
        }
    }

    @Test
    @Kills("introduces keys after the list")
    default void commit_keyIntroducedEarlierInTheList_signsTheNextChange() {
        try (Stage stage = Stage.open(this)) {
            LedgerKey newcomer = stage.facts.key();
            VerifiedSpan note = stage.facts.span(newcomer).build();
            List<Outcome> outcomes = stage.commit(List.of(stage.facts.introduction(newcomer), Change.of(note)));
            Receipt introduced = Stage.accepted(outcomes.getFirst()).getFirst();
            stage.assertStands(note, Stage.accepted(outcomes.getLast()).getFirst());
            assertThat(stage.known(newcomer.keyId())).contains(newcomer.introduced(introduced.position()));
        }
    }

    @Test
    @Kills("ends keys after the list")
    default void commit_keyRevokedEarlierInTheList_signsNothingMore() {
        try (Stage stage = Stage.open(this)) {
            LedgerKey old = stage.introduced(LedgerKey.Role.WALLET);
            VerifiedSpan before = stage.facts.span(old).build();
            VerifiedSpan revocation = stage.draft().build();
            VerifiedSpan inside = stage.facts.span(old).build();
            VerifiedSpan after = stage.facts.span(old).build();
            List<Outcome> outcomes = stage.commit(List.of(
                    Change.of(before),
                    new Change(
                            List.of(revocation, inside),
                            List.of(),
                            List.of(new KeyEffect.Ended(old.keyId(), LedgerKey.Status.REVOKED, revocation.version())),
                            Optional.empty()),
                    Change.of(after)));
            stage.assertStands(before, Stage.accepted(outcomes.getFirst()).getFirst());
            List<Receipt> receipts = Stage.accepted(outcomes.get(1));
            stage.assertStands(inside, receipts.getLast());
            assertThat(outcomes.getLast()).isEqualTo(Stage.refused(new Refusal.KeyInactive(old.keyId())));
            stage.assertAbsent(after);
        }
    }

    @Test
    @Kills("keeps no nonces within a list")
    default void commit_nonceTwiceInOneList_isRefusedTheSecondTime() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan first = stage.draft().build();
            VerifiedSpan second = stage.draft().nonce(first.signature().nonce()).build();
            List<Outcome> outcomes = stage.commit(List.of(Change.of(first), Change.of(second)));
            stage.assertStands(first, Stage.accepted(outcomes.getFirst()).getFirst());
            assertThat(outcomes.getLast()).isEqualTo(Stage.refused(new Refusal.NonceReused(second.version())));
        }
    }

    @Test
    @Kills("lets a poisoned change spoil its batch")
    default void commit_poisonedChangeInAList_fallsAlone() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan before = stage.draft().build();
            VerifiedSpan poisoned = stage.draft().name("nul \0 inside").build();
            VerifiedSpan poisonedInside =
                    stage.draft().content("{\"nul\":\"\\u0000\"}").build();
            VerifiedSpan after = stage.draft().build();
            List<Outcome> outcomes = stage.commit(
                    List.of(Change.of(before), Change.of(poisoned), Change.of(poisonedInside), Change.of(after)));
            stage.assertStands(before, Stage.accepted(outcomes.getFirst()).getFirst());
            stage.assertStands(after, Stage.accepted(outcomes.getLast()).getFirst());
            assertThat(Stage.refusal(outcomes.get(1))).isInstanceOf(Refusal.Unwritable.class);
            assertThat(Stage.refusal(outcomes.get(2))).isInstanceOf(Refusal.Unwritable.class);
            stage.assertAbsent(poisoned);
            stage.assertAbsent(poisonedInside);
            assertThat(stage.ledger()).hasSize(3);
        }
    }

    @Test
    @Kills("shows a poisoned change to the next of its list")
    default void commit_versionAfterAPoisonedOne_isJudgedWithoutIt() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan poisoned = stage.draft().name("\0").build();
            VerifiedSpan next = stage.draft().after(poisoned).build();
            VerifiedSpan instead = stage.draft().id(poisoned.header().id()).build();
            List<Outcome> outcomes = stage.commit(List.of(Change.of(poisoned), Change.of(next), Change.of(instead)));
            assertThat(Stage.refusal(outcomes.getFirst())).isInstanceOf(Refusal.Unwritable.class);
            assertThat(outcomes.get(1))
                    .isEqualTo(Stage.refused(new Refusal.VersionGap(next.version(), Optional.empty())));
            stage.assertStands(instead, Stage.accepted(outcomes.getLast()).getFirst());
        }
    }

    @Test
    @Kills("writes half of a poisoned change")
    default void commit_changeWithOnePoisonedSpan_writesNothingOfIt() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan good = stage.draft().build();
            VerifiedSpan poisoned = stage.draft().who("\0").build();
            Outcome outcome = stage.commit(new Change(List.of(good, poisoned), List.of(), List.of(), Optional.empty()));
            assertThat(Stage.refusal(outcome)).isInstanceOf(Refusal.Unwritable.class);
            stage.assertAbsent(good);
            assertThat(stage.head(good.header().id())).isEmpty();
            stage.write(good);
        }
    }
}
