package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Once;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Refusal;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.VerifiedSpan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Idempotency keys. */
public interface JournalOnceContract extends StoreContract {
    private static Once once(Stage stage, String value, String body) {
        return new Once(
                new Once.Key(stage.key.tenant(), stage.key.wallet(), "POST", "/cli/memory.add", value),
                stage.facts.payloadHash(body),
                new Once.Answer.Body("{\"answer\":\"to " + body + "\"}"));
    }

    private static Change under(Once once, VerifiedSpan... spans) {
        return new Change(List.of(spans), List.of(), List.of(), Optional.of(once));
    }

    @Test
    @Kills("forgets idempotency keys")
    default void commit_sameRequestAgainWithOtherSpans_isReplayedWithTheFirstAnswer() {
        try (Stage stage = Stage.open(this)) {
            Once once = once(stage, "key-1", "body");
            List<Receipt> receipts =
                    stage.write(under(once, stage.draft().build(), stage.draft().build()));
            VerifiedSpan again = stage.draft().build();
            Once sameBody = new Once(once.key(), once.bodyHash(), new Once.Answer.Body("{\"answer\":\"another\"}"));
            assertThat(stage.commit(under(sameBody, again)))
                    .isEqualTo(new Outcome.Replayed(receipts, Optional.of(once.answer())));
            stage.assertAbsent(again);
        }
    }

    @Test
    @Kills("tells withheld answers")
    default void commit_sameRequestAgainAfterAWithheldAnswer_staysWithheld() {
        try (Stage stage = Stage.open(this)) {
            Once body = once(stage, "key-1", "body");
            Once once = new Once(body.key(), body.bodyHash(), new Once.Answer.Withheld("{\"last4\":\"aB3x\"}"));
            List<Receipt> receipts = stage.write(under(once, stage.draft().build()));
            assertThat(stage.commit(under(once, stage.draft().build())))
                    .isEqualTo(new Outcome.Replayed(receipts, Optional.of(once.answer())));
        }
    }

    @Test
    @Kills("compares no bodies")
    default void commit_otherRequestUnderAUsedKey_isRefused() {
        try (Stage stage = Stage.open(this)) {
            stage.write(under(once(stage, "key-1", "body"), stage.draft().build()));
            VerifiedSpan other = stage.draft().build();
            assertThat(stage.commit(under(once(stage, "key-1", "another body"), other)))
                    .isEqualTo(Stage.refused(new Refusal.OnceMismatch()));
            stage.assertAbsent(other);
        }
    }

    @Test
    @Kills("keeps idempotency keys after the list")
    default void commit_keyTwiceInOneList_isReplayedOrRefusedTheSecondTime() {
        try (Stage stage = Stage.open(this)) {
            Once once = once(stage, "key-1", "body");
            VerifiedSpan second = stage.draft().build();
            VerifiedSpan third = stage.draft().build();
            List<Outcome> outcomes = stage.commit(List.of(
                    under(once, stage.draft().build()),
                    under(once, second),
                    under(once(stage, "key-1", "another body"), third)));
            List<Receipt> receipts = Stage.accepted(outcomes.getFirst());
            assertThat(outcomes.get(1)).isEqualTo(new Outcome.Replayed(receipts, Optional.of(once.answer())));
            assertThat(outcomes.get(2)).isEqualTo(Stage.refused(new Refusal.OnceMismatch()));
            stage.assertAbsent(second);
            stage.assertAbsent(third);
        }
    }

    @Test
    @Kills("answers a request of many changes by its first")
    default void commit_oneRequestOfManyChanges_eachIsJudgedByItsSpan() {
        try (Stage stage = Stage.open(this)) {
            Once once = bySpan(stage, "body");
            VerifiedSpan one = stage.draft().build();
            VerifiedSpan two = stage.draft().build();
            VerifiedSpan bad = stage.draft().seq(9).build();
            List<Change> request = List.of(under(once, bad), under(once, one), under(once, two));
            List<Outcome> outcomes = stage.commit(request);
            assertThat(outcomes.getFirst())
                    .isEqualTo(Stage.refused(new Refusal.VersionGap(bad.version(), Optional.empty())));
            List<Receipt> first = Stage.accepted(outcomes.get(1));
            List<Receipt> second = Stage.accepted(outcomes.get(2));
            assertThat(stage.bench.repeats().find(once.key()))
                    .contains(new Repeats.Repeat(once.bodyHash(), new Once.Answer.Body("{}"), first));
            assertThat(stage.commit(request))
                    .containsExactly(
                            outcomes.getFirst(),
                            new Outcome.Replayed(first, Optional.empty()),
                            new Outcome.Replayed(second, Optional.empty()));
            assertThat(stage.bench.repeats().find(once.key()).orElseThrow().receipts())
                    .isEqualTo(first);
        }
    }

    @Test
    @Kills("compares no bodies of requests of many changes")
    default void commit_otherRequestOfManyChangesUnderAUsedKey_isRefused() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan one = stage.draft().build();
            VerifiedSpan other = stage.draft().build();
            stage.write(under(bySpan(stage, "body"), one));
            Once mismatch = bySpan(stage, "another body");
            assertThat(stage.commit(List.of(under(mismatch, other), under(mismatch, one))))
                    .containsOnly(Stage.refused(new Refusal.OnceMismatch()));
            stage.assertAbsent(other);
        }
    }

    private static Once bySpan(Stage stage, String body) {
        Once once = once(stage, "key-1", body);
        return new Once(once.key(), once.bodyHash(), new Once.Answer.BySpan());
    }

    @Test
    @Kills("recognizes requests by the header alone")
    default void commit_sameHeaderOfAnotherCallerOrRoute_isAnotherKey() {
        try (Stage stage = Stage.open(this)) {
            Once once = once(stage, "key-1", "body");
            Once.Key key = once.key();
            stage.write(under(once, stage.draft().build()));
            for (Once.Key other : List.of(
                    new Once.Key(stage.facts.tenantId(), key.wallet(), key.method(), key.path(), key.value()),
                    new Once.Key(key.tenant(), stage.facts.walletId(), key.method(), key.path(), key.value()),
                    new Once.Key(key.tenant(), key.wallet(), "DELETE", key.path(), key.value()),
                    new Once.Key(key.tenant(), key.wallet(), key.method(), "/cli/app.register", key.value()),
                    new Once.Key(key.tenant(), key.wallet(), key.method(), key.path(), "Key-1"))) {
                stage.write(under(
                        new Once(other, once.bodyHash(), once.answer()),
                        stage.draft().build()));
            }
        }
    }

    @Test
    @Kills("keeps the idempotency key of a refused change")
    default void commit_keyOfARefusedChange_isStillFree() {
        try (Stage stage = Stage.open(this)) {
            Once once = once(stage, "key-1", "body");
            VerifiedSpan bad = stage.draft().seq(9).build();
            assertThat(stage.commit(under(once, bad)))
                    .isEqualTo(Stage.refused(new Refusal.VersionGap(bad.version(), Optional.empty())));
            assertThat(stage.bench.repeats().find(once.key())).isEmpty();
            stage.write(under(once, stage.draft().build()));
        }
    }

    @Test
    @Kills("keeps no receipts with an answer")
    default void find_usedKey_hasBodyAnswerAndReceipts() {
        try (Stage stage = Stage.open(this)) {
            Once once = once(stage, "a \"quoted\" ' key % _ ~", "body");
            List<Receipt> receipts =
                    stage.write(under(once, stage.draft().build(), stage.draft().build()));
            assertThat(stage.bench.repeats().find(once.key()))
                    .contains(new Repeats.Repeat(once.bodyHash(), once.answer(), receipts));
            assertThat(stage.bench.repeats().find(once(stage, "another", "body").key()))
                    .isEmpty();
        }
    }

    @Test
    @Kills("forgets idempotency keys too soon")
    default void commit_sameRequestADayLater_isReplayed() {
        try (Stage stage = Stage.open(this)) {
            Once once = once(stage, "key-1", "body");
            List<Receipt> receipts = stage.write(under(once, stage.draft().build()));
            stage.clock.advance(Once.KEPT);
            assertThat(stage.bench.repeats().find(once.key())).isPresent();
            assertThat(stage.commit(under(once, stage.draft().build())))
                    .isEqualTo(new Outcome.Replayed(receipts, Optional.of(once.answer())));
        }
    }

    @Test
    @Kills("keeps idempotency keys forever")
    default void commit_otherRequestOverADayLater_isAcceptedAndTakesTheKey() {
        try (Stage stage = Stage.open(this)) {
            stage.write(under(once(stage, "key-1", "body"), stage.draft().build()));
            stage.clock.advance(Once.KEPT.plus(Duration.ofMillis(1)));
            Once later = once(stage, "key-1", "another body");
            assertThat(stage.bench.repeats().find(later.key())).isEmpty();
            List<Receipt> receipts = stage.write(under(later, stage.draft().build()));
            assertThat(stage.bench.repeats().find(later.key()))
                    .contains(new Repeats.Repeat(later.bodyHash(), later.answer(), receipts));
        }
    }
}
