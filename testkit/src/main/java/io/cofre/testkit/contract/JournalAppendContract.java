package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Head;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Refusal;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.testkit.fixtures.Nasty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What an accepted change writes, and that a refused one writes nothing. */
public interface JournalAppendContract extends StoreContract {
    @Test
    @Kills("alters the canonical bytes")
    default void commit_newSpan_standsExactlyAsGiven() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan span = stage.draft()
                    .content("{\"b\":{\"a\":[1,null,\"\u00e9\"]},\"c\":1e+300}")
                    .metadata("{\"m\":true}")
                    .input("1")
                    .output("\"o\"")
                    .error("[]")
                    .name("a name")
                    .description("a description")
                    .traceId("0af7651916cd43dd8448eb211c80319c")
                    .durationMs(1_234)
                    .parent(stage.facts.spanId())
                    .relatedTo(List.of(stage.facts.spanId(), stage.facts.spanId()))
                    .build();
            stage.assertStands(span, stage.write(span));
        }
    }

    @Test
    @Kills("forgets the head of a span without status")
    default void commit_spanWithoutOptionalMembers_stands() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan bare = stage.draft().noStatus().noContent().build();
            Receipt receipt = stage.write(bare);
            stage.assertStands(bare, receipt);
            assertThat(stage.head(bare.header().id()))
                    .contains(Head.of(bare.header(), receipt.position(), bare.payloadHash()));
        }
    }

    @Test
    @Kills("cuts content at 8000 bytes")
    default void commit_largestSpan_stands() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan large =
                    stage.draft().content("\"" + Nasty.noise(250_000) + "\"").build();
            stage.assertStands(large, stage.write(large));
        }
    }

    @Test
    @Kills("refuses long text members")
    default void commit_longTextMembers_stand() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan span = stage.draft()
                    .noContent()
                    .who(Nasty.noise(9_001))
                    .thing(Nasty.noise(9_002))
                    .status(Nasty.noise(9_003))
                    .name(Nasty.noise(9_004))
                    .description(Nasty.noise(9_005))
                    .traceId(Nasty.noise(9_006))
                    .did(Nasty.noise(9_007))
                    .build();
            Receipt receipt = stage.write(span);
            stage.assertStands(span, receipt);
            assertThat(stage.head(span.header().id()))
                    .contains(Head.of(span.header(), receipt.position(), span.payloadHash()));
        }
    }

    @Test
    @Kills("quotes text carelessly")
    default void commit_nastyTexts_standUnchanged() {
        try (Stage stage = Stage.open(this)) {
            List<VerifiedSpan> spans = Nasty.TEXTS.stream()
                    .map(text -> stage.draft()
                            .who(text)
                            .thing(text)
                            .name(text)
                            .status(text)
                            .traceId(text)
                            .description(text)
                            .build())
                    .toList();
            List<Outcome> outcomes = stage.commit(spans.stream().map(Change::of).toList());
            for (int i = 0; i < spans.size(); i++) {
                VerifiedSpan span = spans.get(i);
                Receipt receipt = Stage.accepted(outcomes.get(i)).getFirst();
                stage.assertStands(span, receipt);
                assertThat(stage.head(span.header().id()).flatMap(Head::status))
                        .isEqualTo(span.header().status());
            }
        }
    }

    @Test
    @Kills("quotes JSON carelessly")
    default void commit_nastyJson_standsUnchanged() {
        try (Stage stage = Stage.open(this)) {
            for (String json : Nasty.JSON) {
                VerifiedSpan span = stage.draft().content(json).metadata(json).build();
                stage.assertStands(span, stage.write(span));
            }
        }
    }

    @Test
    @Kills("orders nothing by position")
    default void commit_spansOfOneChange_haveRisingPositionsWithoutGap() {
        try (Stage stage = Stage.open(this)) {
            List<VerifiedSpan> spans =
                    IntStream.range(0, 20).mapToObj(i -> stage.draft().build()).toList();
            long before = stage.bench.scan().last();
            List<Receipt> receipts = stage.write(new Change(spans, List.of(), List.of(), Optional.empty()));
            assertThat(receipts)
                    .extracting(Receipt::version)
                    .containsExactlyElementsOf(
                            spans.stream().map(VerifiedSpan::version).toList());
            assertThat(receipts.getFirst().position()).isGreaterThan(before);
            for (int i = 1; i < receipts.size(); i++) {
                assertThat(receipts.get(i).position())
                        .isEqualTo(receipts.get(i - 1).position() + 1);
            }
            assertThat(stage.bench.scan().last()).isEqualTo(receipts.getLast().position());
        }
    }

    @Test
    @Kills("writes the spans before the refused one")
    default void commit_changeWithOneBadSpan_writesNothingOfIt() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan good = stage.draft().build();
            VerifiedSpan bad = stage.draft().seq(7).build();
            VerifiedSpan alsoGood = stage.draft().build();
            long before = stage.bench.scan().last();
            assertThat(stage.commit(new Change(List.of(good, bad, alsoGood), List.of(), List.of(), Optional.empty())))
                    .isEqualTo(Stage.refused(new Refusal.VersionGap(bad.version(), Optional.empty())));
            stage.assertAbsent(good);
            stage.assertAbsent(bad);
            stage.assertAbsent(alsoGood);
            assertThat(stage.head(good.header().id())).isEmpty();
            assertThat(stage.bench.scan().last()).isEqualTo(before);
        }
    }

    @Test
    @Kills("accepts no full change")
    default void commit_thousandSpansInOneChange_areAccepted() {
        try (Stage stage = Stage.open(this)) {
            List<VerifiedSpan> spans = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                spans.add(stage.draft().build());
            }
            List<Receipt> receipts = stage.write(new Change(spans, List.of(), List.of(), Optional.empty()));
            assertThat(receipts).hasSize(1_000);
            assertThat(stage.ledger()).hasSize(1_001);
        }
    }

    @Test
    @Kills("writes after its end")
    default void commit_afterClose_isUnavailable() {
        Stage stage = Stage.open(this);
        Journal journal = stage.bench.journal();
        stage.close();
        stage.close();
        Assertions.assertThatThrownBy(() -> journal.commit(stage.draft().change()))
                .isInstanceOf(PortFailure.Unavailable.class);
    }
}
