package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Guard;
import io.cofre.ports.journal.Head;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Refusal;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.testkit.fixtures.Facts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Many callers at once. */
public interface JournalConcurrencyContract extends StoreContract {
    @Test
    @Kills("checks and writes in two steps")
    default void commit_manySpansForOneVersionAtOnce_exactlyOneWins() {
        try (Stage stage = Stage.open(this)) {
            SpanId id = stage.facts.spanId();
            List<VerifiedSpan> rivals = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                rivals.add(stage.draft().id(id).build());
            }
            List<Outcome> outcomes = Together.run(rivals, rival -> stage.commit(Change.of(rival)));
            List<Receipt> won = outcomes.stream()
                    .filter(Outcome.Accepted.class::isInstance)
                    .map(Stage::accepted)
                    .map(List::getFirst)
                    .toList();
            assertThat(won).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(Outcome.Refused.class::isInstance)
                    .hasSize(31)
                    .containsOnly(Stage.refused(
                            new Refusal.VersionTaken(won.getFirst().version())));
            assertThat(stage.head(id).map(Head::payloadHash))
                    .contains(won.getFirst().payloadHash());
            assertThat(stage.ledger()).hasSize(2);
        }
    }

    @Test
    @Kills("accepts a replay that runs beside the first")
    default void commit_sameSpanManyTimesAtOnce_isAcceptedOnceAndReplayed() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan span = stage.draft().build();
            List<Outcome> outcomes = Together.run(Collections.nCopies(32, span), same -> stage.commit(Change.of(same)));
            Receipt receipt = stage.receipt(span).orElseThrow();
            assertThat(outcomes)
                    .containsOnly(
                            new Outcome.Accepted(List.of(receipt)),
                            new Outcome.Replayed(List.of(receipt), Optional.empty()));
            assertThat(outcomes).filteredOn(Outcome.Accepted.class::isInstance).hasSize(1);
            assertThat(stage.ledger()).hasSize(2);
        }
    }

    @Test
    @Kills("loses writes under load")
    default void commit_manyWritersOfOneIdWithRetry_writeEveryVersionOnce() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan first = stage.draft().build();
            stage.write(first);
            SpanId id = first.header().id();
            List<Facts> writers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                writers.add(stage.facts.fork());
            }
            List<Receipt> receipts = Together.run(writers, facts -> {
                while (true) {
                    long newest = stage.head(id).orElseThrow().seq();
                    VerifiedSpan next =
                            facts.span(stage.key).id(id).seq(newest + 1).build();
                    Outcome outcome = stage.commit(new Change(
                            List.of(next), List.of(new Guard.Unchanged(id, newest)), List.of(), Optional.empty()));
                    if (outcome instanceof Outcome.Accepted) {
                        return Stage.accepted(outcome).getFirst();
                    }
                    assertThat(Stage.refusal(outcome))
                            .isInstanceOfAny(Refusal.VersionTaken.class, Refusal.Overtaken.class);
                }
            });
            assertThat(receipts)
                    .extracting(receipt -> receipt.version().seq())
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, 64).boxed().toList());
            assertThat(stage.head(id).map(Head::seq)).contains(64L);
            assertThat(stage.bench.spans().versions(stage.viewer(), id, -1, 1_000))
                    .extracting(stored -> stored.version().seq())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(0, 64).boxed().toList());
        }
    }

    @Test
    @Kills("gives a position twice")
    default void commit_manyChangesAtOnce_everyPositionOnceInTheOrderOfTime() {
        try (Stage stage = Stage.open(this)) {
            List<Facts> writers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                writers.add(stage.facts.fork());
            }
            List<List<Receipt>> written = Together.run(writers, facts -> {
                List<Receipt> mine = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    stage.clock.advance(Duration.ofMillis(i % 2 == 0 ? 7 : -5));
                    List<Change> list = List.of(
                            facts.span(stage.key).change(),
                            facts.span(stage.key).change());
                    stage.commit(list).forEach(outcome -> mine.addAll(Stage.accepted(outcome)));
                }
                return mine;
            });
            List<Receipt> all = written.stream().flatMap(List::stream).toList();
            assertThat(all)
                    .extracting(Receipt::position)
                    .doesNotHaveDuplicates()
                    .hasSize(256);
            for (List<Receipt> mine : written) {
                assertThat(mine).isSortedAccordingTo(Comparator.comparingLong(Receipt::position));
            }
            List<StoredSpan> ledger = stage.ledger();
            assertThat(ledger).hasSize(257);
            assertThat(ledger).isSortedAccordingTo(Comparator.comparing(StoredSpan::recordedAt));
        }
    }

    @Test
    @Kills("shows commits late")
    default void commit_acknowledged_isSeenByEveryLaterRead() {
        try (Stage stage = Stage.open(this)) {
            List<Facts> writers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                writers.add(stage.facts.fork());
            }
            List<Boolean> seen = Together.run(writers, facts -> {
                boolean always = true;
                for (int i = 0; i < 8; i++) {
                    VerifiedSpan span = facts.span(stage.key).build();
                    stage.write(span);
                    always &= stage.bench
                            .spans()
                            .newest(stage.viewer(), span.header().id())
                            .isPresent();
                }
                return always;
            });
            assertThat(seen).containsOnly(true);
        }
    }

    @Test
    @Kills("shows a lower position late")
    default void after_whileOthersWrite_missesNothingBelowWhatItHasSeen() {
        try (Stage stage = Stage.open(this)) {
            List<Facts> writers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                writers.add(stage.facts.fork());
            }
            List<StoredSpan> followed = new ArrayList<>();
            Together.runBeside(
                    writers,
                    facts -> {
                        for (int i = 0; i < 16; i++) {
                            stage.write(facts.span(stage.key).build());
                        }
                    },
                    () -> followed.addAll(stage.bench
                            .scan()
                            .after(followed.isEmpty() ? 0 : followed.getLast().position(), 7)));
            while (followed.addAll(stage.bench
                    .scan()
                    .after(followed.isEmpty() ? 0 : followed.getLast().position(), 1_000))) {}
            assertThat(followed).isEqualTo(stage.ledger()).hasSize(129);
        }
    }
}
