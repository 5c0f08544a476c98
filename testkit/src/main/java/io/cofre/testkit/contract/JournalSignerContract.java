package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.journal.Admission;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.KeyEffect;
import io.cofre.ports.journal.Refusal;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.VerifiedSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The signer's key, the signature's age and its nonce. */
public interface JournalSignerContract extends StoreContract {
    /** Spec 03. */
    Duration FRESHNESS = Duration.ofHours(24);

    @Test
    @Kills("takes any key")
    default void commit_unknownKey_isRefused() {
        try (Stage stage = Stage.open(this)) {
            LedgerKey stranger = stage.facts.key();
            VerifiedSpan span = stage.facts.span(stranger).build();
            assertThat(stage.commit(Change.of(span)))
                    .isEqualTo(Stage.refused(new Refusal.KeyUnknown(stranger.keyId())));
            stage.assertAbsent(span);
        }
    }

    @Test
    @Kills("takes retired keys")
    default void commit_retiredKey_isRefused() {
        try (Stage stage = Stage.open(this)) {
            LedgerKey old = stage.introduced(LedgerKey.Role.WALLET);
            stage.write(
                    stage.causing(cause -> List.of(new KeyEffect.Ended(old.keyId(), LedgerKey.Status.RETIRED, cause))));
            VerifiedSpan span = stage.facts.span(old).build();
            assertThat(stage.commit(Change.of(span))).isEqualTo(Stage.refused(new Refusal.KeyInactive(old.keyId())));
            stage.assertAbsent(span);
        }
    }

    @Test
    @Kills("takes revoked keys")
    default void commit_revokedKey_isRefusedEvenForATimeBefore() {
        try (Stage stage = Stage.open(this)) {
            LedgerKey old = stage.introduced(LedgerKey.Role.WALLET);
            VerifiedSpan before = stage.facts.span(old).build();
            stage.clock.advance(Duration.ofMinutes(1));
            stage.write(
                    stage.causing(cause -> List.of(new KeyEffect.Ended(old.keyId(), LedgerKey.Status.REVOKED, cause))));
            assertThat(stage.commit(Change.of(before))).isEqualTo(Stage.refused(new Refusal.KeyInactive(old.keyId())));
            stage.assertAbsent(before);
        }
    }

    @Test
    @Kills("introduces keys after the change")
    default void commit_keyIntroducedInItsOwnChange_signsAllOfIt() {
        try (Stage stage = Stage.empty(this)) {
            VerifiedSpan introduction = stage.facts.introductionSpan(stage.key).build();
            VerifiedSpan note = stage.draft().build();
            var receipts = stage.write(new Change(
                    List.of(introduction, note),
                    List.of(),
                    List.of(new KeyEffect.Introduced(stage.key, introduction.version())),
                    Optional.empty()));
            stage.assertStands(introduction, receipts.getFirst());
            stage.assertStands(note, receipts.getLast());
            assertThat(stage.known(stage.key.keyId()))
                    .contains(stage.key.introduced(receipts.getFirst().position()));
        }
    }

    @Test
    @Kills("keeps the key of a refused change")
    default void commit_keyIntroducedInARefusedChange_staysUnknown() {
        try (Stage stage = Stage.open(this)) {
            LedgerKey newcomer = stage.facts.key();
            VerifiedSpan bad = stage.facts.introductionSpan(newcomer).seq(3).build();
            VerifiedSpan note = stage.facts.span(newcomer).build();
            var outcomes = stage.commit(List.of(
                    new Change(
                            List.of(bad),
                            List.of(),
                            List.of(new KeyEffect.Introduced(newcomer, bad.version())),
                            Optional.empty()),
                    Change.of(note)));
            assertThat(outcomes)
                    .containsExactly(
                            Stage.refused(new Refusal.VersionGap(bad.version(), Optional.empty())),
                            Stage.refused(new Refusal.KeyUnknown(newcomer.keyId())));
            assertThat(stage.known(newcomer.keyId())).isEmpty();
        }
    }

    @Test
    @Kills("ends keys before the change")
    default void commit_keyEndedInItsOwnChange_stillSignsAllOfIt() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan ending = stage.draft().build();
            VerifiedSpan last = stage.draft().build();
            var receipts = stage.write(new Change(
                    List.of(ending, last),
                    List.of(),
                    List.of(new KeyEffect.Ended(stage.key.keyId(), LedgerKey.Status.REVOKED, ending.version())),
                    Optional.empty()));
            stage.assertStands(last, receipts.getLast());
            assertThat(stage.known(stage.key.keyId()).map(LedgerKey::status)).contains(LedgerKey.Status.REVOKED);
            assertThat(stage.known(stage.key.keyId()).flatMap(LedgerKey::endedAt))
                    .contains(receipts.getFirst().position());
        }
    }

    @Test
    @Kills("refuses signatures at the old end of the window")
    default void commit_signatureExactlyAsOldAsAllowed_isAccepted() {
        try (Stage stage = Stage.open(this)) {
            Instant now = stage.clock.instant();
            stage.write(stage.draft().signedAt(now.minus(FRESHNESS)).build());
        }
    }

    @Test
    @Kills("takes old signatures")
    default void commit_signatureAMillisecondTooOld_isRefused() {
        try (Stage stage = Stage.open(this)) {
            Instant now = stage.clock.instant();
            VerifiedSpan old =
                    stage.draft().signedAt(now.minus(FRESHNESS).minusMillis(1)).build();
            assertThat(stage.commit(Change.of(old)))
                    .isEqualTo(Stage.refused(
                            new Refusal.StaleSignature(old.version(), now, Admission.DEFAULT.freshness())));
            stage.assertAbsent(old);
        }
    }

    @Test
    @Kills("refuses signatures at the new end of the window")
    default void commit_signatureExactlyAsFarAheadAsAllowed_isAccepted() {
        try (Stage stage = Stage.open(this)) {
            Instant now = stage.clock.instant();
            stage.write(stage.draft().signedAt(now.plus(FRESHNESS)).build());
        }
    }

    @Test
    @Kills("takes signatures of the future")
    default void commit_signatureAMillisecondTooFarAhead_isRefused() {
        try (Stage stage = Stage.open(this)) {
            Instant now = stage.clock.instant();
            VerifiedSpan early =
                    stage.draft().signedAt(now.plus(FRESHNESS).plusMillis(1)).build();
            assertThat(stage.commit(Change.of(early)))
                    .isEqualTo(Stage.refused(
                            new Refusal.StaleSignature(early.version(), now, Admission.DEFAULT.freshness())));
            stage.assertAbsent(early);
        }
    }

    @Test
    @Kills("breaks on signatures of the ends of time")
    default void commit_signatureOfTheFirstAndTheLastMillisecond_isRefused() {
        try (Stage stage = Stage.open(this)) {
            Instant now = stage.clock.instant();
            for (long ts : List.of(Long.MIN_VALUE, Long.MAX_VALUE)) {
                VerifiedSpan far =
                        stage.draft().signedAt(Instant.ofEpochMilli(ts)).build();
                assertThat(far.signature().ts()).isEqualTo(ts);
                assertThat(stage.commit(Change.of(far)))
                        .isEqualTo(Stage.refused(
                                new Refusal.StaleSignature(far.version(), now, Admission.DEFAULT.freshness())));
                stage.assertAbsent(far);
            }
        }
    }

    @Test
    @Kills("keeps no nonces")
    default void commit_nonceOfAnEarlierCommit_isRefused() {
        try (Stage stage = Stage.open(this)) {
            String nonce = stage.facts.nonce();
            stage.write(stage.draft().nonce(nonce).build());
            VerifiedSpan again = stage.draft().nonce(nonce).build();
            assertThat(stage.commit(Change.of(again)))
                    .isEqualTo(Stage.refused(new Refusal.NonceReused(again.version())));
            stage.assertAbsent(again);
        }
    }

    @Test
    @Kills("keeps no nonces within a change")
    default void commit_nonceTwiceInOneChange_isRefused() {
        try (Stage stage = Stage.open(this)) {
            String nonce = stage.facts.nonce();
            VerifiedSpan first = stage.draft().nonce(nonce).build();
            VerifiedSpan second = stage.draft().nonce(nonce).build();
            assertThat(stage.commit(new Change(List.of(first, second), List.of(), List.of(), Optional.empty())))
                    .isEqualTo(Stage.refused(new Refusal.NonceReused(second.version())));
            stage.assertAbsent(first);
            stage.assertAbsent(second);
        }
    }

    @Test
    @Kills("mixes up the nonces of keys")
    default void commit_nonceOfAnotherKey_isAccepted() {
        try (Stage stage = Stage.open(this)) {
            LedgerKey other = stage.introduced(LedgerKey.Role.WALLET);
            String nonce = stage.facts.nonce();
            stage.write(stage.draft().nonce(nonce).build());
            stage.write(stage.facts.span(other).nonce(nonce).build());
        }
    }

    @Test
    @Kills("burns the nonces of refused changes")
    default void commit_nonceOfARefusedChange_isStillFree() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan gap = stage.draft().seq(5).build();
            assertThat(stage.commit(Change.of(gap)))
                    .isEqualTo(Stage.refused(new Refusal.VersionGap(gap.version(), Optional.empty())));
            stage.write(stage.draft().nonce(gap.signature().nonce()).build());
        }
    }
}
