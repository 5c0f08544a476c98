package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.ports.span.Visibility;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole ledger in its own order. */
public interface LedgerScanContract extends StoreContract {
    @Test
    @Kills("begins at position one")
    default void last_emptyRegistry_isZero() {
        try (Stage stage = Stage.empty(this)) {
            LedgerScan scan = stage.bench.scan();
            assertThat(scan.last()).isZero();
            assertThat(scan.after(0, 10)).isEmpty();
        }
    }

    @Test
    @Kills("scans what one tenant may see")
    default void after_spansOfAllTenantsAndKinds_hasAllOfThem() {
        try (Stage stage = Stage.open(this)) {
            LedgerKey stranger = stage.introduce(stage.facts.key());
            long before = stage.bench.scan().last();
            List<StoredSpan> expected = new ArrayList<>();
            for (LedgerKey writer : List.of(stage.key, stranger)) {
                for (Visibility visibility : Visibility.values()) {
                    VerifiedSpan span =
                            stage.facts.span(writer).visibility(visibility).build();
                    expected.add(Stage.stored(span, stage.write(span)));
                    VerifiedSpan gone =
                            stage.facts.span(writer).after(span).deleted().build();
                    expected.add(Stage.stored(gone, stage.write(gone)));
                }
            }
            assertThat(stage.bench.scan().after(before, 10_000)).isEqualTo(expected);
            assertThat(stage.bench.scan().last()).isEqualTo(expected.getLast().position());
        }
    }

    @Test
    @Kills("includes the position asked after")
    default void after_pages_haveEachSpanOnceOldestFirst() {
        try (Stage stage = Stage.open(this)) {
            List<StoredSpan> expected = new ArrayList<>();
            long position = stage.bench.scan().last();
            for (int i = 0; i < 7; i++) {
                VerifiedSpan span = stage.draft().build();
                Receipt receipt = stage.write(span);
                expected.add(Stage.stored(span, receipt));
            }
            assertThat(stage.bench.scan().after(position, 3)).isEqualTo(expected.subList(0, 3));
            assertThat(stage.bench.scan().after(expected.get(2).position(), 3)).isEqualTo(expected.subList(3, 6));
            assertThat(stage.bench.scan().after(expected.get(5).position(), 3)).isEqualTo(expected.subList(6, 7));
            assertThat(stage.bench.scan().after(expected.get(6).position(), 3)).isEmpty();
            assertThat(stage.bench.scan().after(Long.MAX_VALUE, 3)).isEmpty();
        }
    }
}
