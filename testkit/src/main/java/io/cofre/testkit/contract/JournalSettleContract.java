package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.VerifiedSpan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What became of a change, where nothing was lost. */
public interface JournalSettleContract extends StoreContract {
    /** The receipts of a change that stands, whether it is told as accepted or as replayed. */
    static List<Receipt> receipts(Optional<Outcome> settled) {
        return switch (settled.orElseThrow(() -> new AssertionError("settled as never happened"))) {
            case Outcome.Accepted(List<Receipt> receipts) -> receipts;
            case Outcome.Replayed replayed -> replayed.receipts();
            case Outcome.Refused refused -> throw new AssertionError("settled as " + refused);
        };
    }

    @Test
    @Kills("settles what never came")
    default void settle_changeNeverCommitted_isEmpty() {
        try (Stage stage = Stage.open(this)) {
            assertThat(stage.bench.journal().settle(stage.draft().change().id()))
                    .isEmpty();
        }
    }

    @Test
    @Kills("settles by the first span alone")
    default void settle_acceptedChange_hasTheReceiptsOfAllItsSpans() {
        try (Stage stage = Stage.open(this)) {
            Change change = new Change(
                    List.of(
                            stage.draft().build(),
                            stage.draft().build(),
                            stage.draft().build()),
                    List.of(),
                    List.of(),
                    Optional.empty());
            List<Receipt> receipts = stage.write(change);
            assertThat(receipts(stage.bench.journal().settle(change.id()))).isEqualTo(receipts);
        }
    }

    @Test
    @Kills("settles with newer versions")
    default void settle_thingChangedSince_hasTheFirstReceipts() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan first = stage.draft().build();
            Change change = Change.of(first);
            List<Receipt> receipts = stage.write(change);
            stage.clock.advance(Duration.ofMinutes(1));
            stage.write(stage.draft().after(first).build());
            assertThat(receipts(stage.bench.journal().settle(change.id()))).isEqualTo(receipts);
        }
    }

    @Test
    @Kills("settles refused changes by their version")
    default void settle_refusedChange_isEmpty() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan first = stage.draft().build();
            Change other = stage.draft().id(first.header().id()).change();
            Change gap = stage.draft().seq(9).change();
            stage.write(first);
            stage.commit(List.of(other, gap));
            assertThat(stage.bench.journal().settle(other.id())).isEmpty();
            assertThat(stage.bench.journal().settle(gap.id())).isEmpty();
        }
    }
}
