package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Once;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.VerifiedSpan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was answered under an idempotency key. */
public interface RepeatsContract extends StoreContract {
    private static Once once(Stage stage, Once.Answer answer) {
        return new Once(
                new Once.Key(stage.key.tenant(), stage.key.wallet(), "POST", "/auth/keys/issue", stage.facts.word()),
                stage.facts.payloadHash("body"),
                answer);
    }

    private static List<Receipt> write(Stage stage, Once once, VerifiedSpan... spans) {
        return stage.write(new Change(List.of(spans), List.of(), List.of(), Optional.of(once)));
    }

    @Test
    @Kills("makes repeats up")
    default void find_unusedKey_isEmpty() {
        try (Stage stage = Stage.open(this)) {
            Repeats repeats = stage.bench.repeats();
            write(stage, once(stage, new Once.Answer.Body("{}")), stage.draft().build());
            assertThat(repeats.find(once(stage, new Once.Answer.Body("{}")).key()))
                    .isEmpty();
        }
    }

    @Test
    @Kills("tells withheld answers from bodies no more")
    default void find_bodyAndWithheldAnswers_areAsTheyWereGiven() {
        try (Stage stage = Stage.open(this)) {
            for (Once.Answer answer : List.of(
                    new Once.Answer.Body("{\"b\" : [1.0, \"\u00e9\"],\"a\":null}"),
                    new Once.Answer.Withheld("{\"token_hash\":\"argon2id$v1$x\"}"))) {
                Once once = once(stage, answer);
                List<Receipt> receipts =
                        write(stage, once, stage.draft().build(), stage.draft().build());
                assertThat(stage.bench.repeats().find(once.key()))
                        .contains(new Repeats.Repeat(once.bodyHash(), answer, receipts));
            }
        }
    }

    @Test
    @Kills("answers with the newest receipts")
    default void find_spansChangedSince_hasTheFirstReceipts() {
        try (Stage stage = Stage.open(this)) {
            Once once = once(stage, new Once.Answer.Body("{}"));
            VerifiedSpan first = stage.draft().build();
            List<Receipt> receipts = write(stage, once, first);
            stage.clock.advance(Duration.ofMinutes(1));
            stage.write(stage.draft().after(first).build());
            assertThat(stage.bench.repeats().find(once.key()).map(Repeats.Repeat::receipts))
                    .contains(receipts);
        }
    }

    @Test
    @Kills("keeps repeats forever")
    default void find_keyOverADayOld_isEmpty() {
        try (Stage stage = Stage.open(this)) {
            Once once = once(stage, new Once.Answer.Body("{}"));
            write(stage, once, stage.draft().build());
            stage.clock.advance(Once.KEPT);
            assertThat(stage.bench.repeats().find(once.key())).isPresent();
            stage.clock.advance(Duration.ofMillis(1));
            assertThat(stage.bench.repeats().find(once.key())).isEmpty();
        }
    }
}
