package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.journal.Head;
import io.cofre.ports.journal.Heads;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.ports.span.Visibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is current, and which versions stand. */
public interface HeadsContract extends StoreContract {
    @Test
    @Kills("makes heads up")
    default void find_unknownIds_areAbsent() {
        try (Stage stage = Stage.open(this)) {
            Heads heads = stage.bench.heads();
            assertThat(heads.find(List.of(stage.facts.spanId(), stage.facts.spanId())))
                    .isEmpty();
            assertThat(heads.find(List.of())).isEmpty();
            assertThat(heads.receipts(List.of(new SpanVersion(stage.facts.spanId(), 0))))
                    .isEmpty();
            assertThat(heads.receipts(List.of())).isEmpty();
        }
    }

    @Test
    @Kills("finds one head at a time")
    default void find_manyIds_hasAllThatExist() {
        try (Stage stage = Stage.open(this)) {
            Map<SpanId, Head> expected = new HashMap<>();
            List<SpanId> asked = new ArrayList<>();
            for (Visibility visibility : Visibility.values()) {
                VerifiedSpan span = stage.draft().visibility(visibility).build();
                Receipt receipt = stage.write(span);
                expected.put(span.header().id(), Head.of(span.header(), receipt.position(), span.payloadHash()));
                asked.add(span.header().id());
                asked.add(stage.facts.spanId());
            }
            asked.add(asked.getFirst());
            assertThat(stage.bench.heads().find(asked)).isEqualTo(expected);
        }
    }

    @Test
    @Kills("keeps heads behind tenants' walls")
    default void find_idsOfSeveralTenants_hasAll() {
        try (Stage stage = Stage.open(this)) {
            LedgerKey stranger = stage.introduce(stage.facts.key());
            VerifiedSpan own = stage.draft().build();
            VerifiedSpan foreign = stage.facts.span(stranger).build();
            stage.write(own);
            stage.write(foreign);
            assertThat(stage.bench
                            .heads()
                            .find(List.of(own.header().id(), foreign.header().id())))
                    .containsOnlyKeys(own.header().id(), foreign.header().id());
        }
    }

    @Test
    @Kills("has receipts of heads alone")
    default void receipts_oldAndNewVersions_hasThoseThatStand() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan first = stage.draft().build();
            VerifiedSpan second = stage.draft().after(first).build();
            Receipt one = stage.write(first);
            Receipt two = stage.write(second);
            SpanVersion third = new SpanVersion(first.header().id(), 2);
            assertThat(stage.bench.heads().receipts(List.of(second.version(), third, first.version())))
                    .isEqualTo(Map.of(first.version(), one, second.version(), two));
        }
    }
}
