package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.span.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ledger's own time. */
public interface JournalTimeContract extends StoreContract {
    @Test
    @Kills("has a time of its own")
    default void commit_clockStandsStill_recordsItsTime() {
        try (Stage stage = Stage.open(this)) {
            Receipt receipt = stage.write(stage.draft());
            assertThat(receipt.recordedAt()).isEqualTo(stage.clock.instant());
        }
    }

    @Test
    @Kills("records nanoseconds")
    default void commit_clockBetweenMilliseconds_recordsWholeOnes() {
        try (Stage stage = Stage.open(this)) {
            Instant whole = stage.clock.instant().plusSeconds(5);
            stage.clock.set(whole.plusNanos(999_999));
            Receipt receipt = stage.write(stage.draft());
            assertThat(receipt.recordedAt()).isEqualTo(whole);
            assertThat(stage.bench
                            .scan()
                            .after(receipt.position() - 1, 1)
                            .getFirst()
                            .recordedAt())
                    .isEqualTo(whole);
        }
    }

    @Test
    @Kills("goes back with the clock")
    default void commit_clockGoesBack_ledgerTimeDoesNot() {
        try (Stage stage = Stage.open(this)) {
            stage.clock.advance(Duration.ofHours(1));
            Instant latest = stage.clock.instant();
            Receipt before = stage.write(stage.draft());
            stage.clock.advance(Duration.ofMinutes(-50));
            Receipt during = stage.write(stage.draft());
            stage.clock.advance(Duration.ofMinutes(51));
            Receipt after = stage.write(stage.draft());
            assertThat(List.of(before.recordedAt(), during.recordedAt())).containsExactly(latest, latest);
            assertThat(after.recordedAt()).isEqualTo(latest.plus(Duration.ofMinutes(1)));
        }
    }
}
