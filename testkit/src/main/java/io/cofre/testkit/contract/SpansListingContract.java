package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.span.EntityType;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.SpanFilter;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.ports.span.Viewer;
import io.cofre.ports.span.Visibility;
import io.cofre.testkit.fixtures.Nasty;
import io.cofre.testkit.fixtures.SpanFilters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Order, pages and filters of lists. */
public interface SpansListingContract extends StoreContract {
    private static List<VerifiedSpan> listed(Stage stage, Viewer viewer, SpanFilter filter, List<VerifiedSpan> all) {
        List<StoredSpan> found = stage.bench.spans().current(viewer, filter, Long.MAX_VALUE, 1_000);
        return found.stream()
                .map(stored -> all.stream()
                        .filter(span -> span.version().equals(stored.version()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("unexpected: " + stored.version())))
                .toList();
    }

    @Test
    @Kills("lists oldest first")
    default void current_pages_haveEachHeadOnceNewestFirst() {
        try (Stage stage = Stage.open(this)) {
            List<VerifiedSpan> written = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                VerifiedSpan span = stage.draft().type("page").build();
                stage.write(span);
                written.add(span);
            }
            VerifiedSpan moved = stage.draft().after(written.get(1)).build();
            stage.write(moved);
            List<VerifiedSpan> expected = List.of(
                    moved,
                    written.get(6),
                    written.get(5),
                    written.get(4),
                    written.get(3),
                    written.get(2),
                    written.getFirst());
            List<StoredSpan> found = new ArrayList<>();
            List<StoredSpan> page = stage.bench
                    .spans()
                    .current(stage.viewer(), SpanFilters.all().type("page").build(), Long.MAX_VALUE, 3);
            while (!page.isEmpty()) {
                assertThat(page).hasSizeLessThanOrEqualTo(3);
                found.addAll(page);
                assertThat(found).hasSizeLessThanOrEqualTo(7);
                page = stage.bench
                        .spans()
                        .current(
                                stage.viewer(),
                                SpanFilters.all().type("page").build(),
                                found.getLast().position(),
                                3);
            }
            assertThat(found)
                    .extracting(StoredSpan::payloadHash)
                    .containsExactlyElementsOf(
                            expected.stream().map(VerifiedSpan::payloadHash).toList());
        }
    }

    @Test
    @Kills("moves pages while others write")
    default void current_pageAfterMoreWasWritten_goesOnWhereTheLastEnded() {
        try (Stage stage = Stage.open(this)) {
            List<VerifiedSpan> written = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                VerifiedSpan span = stage.draft().type("page").build();
                stage.write(span);
                written.add(span);
            }
            List<StoredSpan> first = stage.bench
                    .spans()
                    .current(stage.viewer(), SpanFilters.all().type("page").build(), Long.MAX_VALUE, 2);
            stage.write(stage.draft().type("page").build());
            List<StoredSpan> second = stage.bench
                    .spans()
                    .current(
                            stage.viewer(),
                            SpanFilters.all().type("page").build(),
                            first.getLast().position(),
                            2);
            assertThat(second)
                    .extracting(StoredSpan::version)
                    .containsExactly(
                            written.get(1).version(), written.getFirst().version());
        }
    }

    @Test
    @Kills("lists old versions")
    default void current_thingWithManyVersions_hasTheNewestAlone() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan first = stage.draft().type("many").status("old").build();
            VerifiedSpan second = stage.draft().after(first).status("new").build();
            stage.write(first);
            stage.write(second);
            assertThat(listed(
                            stage,
                            stage.viewer(),
                            SpanFilters.all().type("many").build(),
                            List.of(second)))
                    .containsExactly(second);
            SpanFilter old = SpanFilters.all().type("many").status("old").build();
            assertThat(listed(stage, stage.viewer(), old, List.of())).isEmpty();
        }
    }

    @Test
    @Kills("passes a filter over")
    default void current_eachFilter_listsExactlyWhatMatches() {
        try (Stage stage = Stage.open(this)) {
            SpanId parent = stage.facts.spanId();
            VerifiedSpan wanted = stage.draft()
                    .type("wanted")
                    .status("open")
                    .name("the name")
                    .traceId("0af7651916cd43dd8448eb211c80319c")
                    .parent(parent)
                    .who("user:dan")
                    .build();
            VerifiedSpan plain =
                    stage.draft().type("plain").noStatus().who("user:ana").build();
            VerifiedSpan alike = stage.draft()
                    .type("wanted.too")
                    .status("open ")
                    .name("The name")
                    .traceId("0AF7651916CD43DD8448EB211C80319C")
                    .parent(stage.facts.spanId())
                    .who("user:Dan")
                    .build();
            List<VerifiedSpan> all = List.of(plain, wanted, alike);
            all.forEach(stage::write);
            List<SpanFilter> filters = List.of(
                    SpanFilters.all().type("wanted").build(),
                    SpanFilters.all().status("open").build(),
                    SpanFilters.all().name("the name").build(),
                    SpanFilters.all()
                            .traceId("0af7651916cd43dd8448eb211c80319c")
                            .build(),
                    SpanFilters.all().parent(parent).build(),
                    SpanFilters.all().who("user:dan").build());
            for (SpanFilter filter : filters) {
                assertThat(listed(stage, stage.viewer(), filter, all)).containsExactly(wanted);
            }
            assertThat(listed(stage, stage.viewer(), SpanFilter.named(new EntityType("wanted"), "the name"), all))
                    .containsExactly(wanted);
            assertThat(listed(stage, stage.viewer(), SpanFilter.named(new EntityType("plain"), "the name"), all))
                    .isEmpty();
        }
    }

    @Test
    @Kills("passes the owner's filter over")
    default void current_filterByOwner_listsThatOwnersAlone() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan own = stage.draft().type("owned").build();
            VerifiedSpan other =
                    stage.draft().type("owned").owner(stage.facts.owner()).build();
            stage.write(own);
            stage.write(other);
            Viewer admin = new Viewer(stage.key.tenant(), stage.facts.owner(), Viewer.Reach.WHOLE_TENANT);
            SpanFilter filter = SpanFilters.all()
                    .type("owned")
                    .owner(other.header().owner())
                    .build();
            assertThat(listed(stage, admin, filter, List.of(own, other))).containsExactly(other);
        }
    }

    @Test
    @Kills("passes the visibility's filter over")
    default void current_filterByVisibility_listsExactlyThose() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan hidden = stage.draft()
                    .type("shown")
                    .name("n")
                    .visibility(Visibility.PRIVATE)
                    .build();
            VerifiedSpan shown = stage.draft()
                    .type("shown")
                    .name("n")
                    .visibility(Visibility.TENANT)
                    .build();
            VerifiedSpan later = stage.draft()
                    .type("shown")
                    .name("n")
                    .visibility(Visibility.PRIVATE)
                    .build();
            List<VerifiedSpan> all = List.of(hidden, shown, later);
            all.forEach(stage::write);
            assertThat(listed(
                            stage,
                            stage.viewer(),
                            SpanFilters.all()
                                    .type("shown")
                                    .visibility(Visibility.TENANT)
                                    .build(),
                            all))
                    .containsExactly(shown);
            EntityType type = new EntityType("shown");
            assertThat(listed(stage, stage.viewer(), SpanFilter.named(type, "n", Visibility.PRIVATE), all))
                    .containsExactly(later, hidden);
            assertThat(listed(
                            stage,
                            stage.viewer(),
                            SpanFilter.named(type, "n", shown.header().owner()),
                            all))
                    .containsExactly(later, shown, hidden);
        }
    }

    @Test
    @Kills("reads an until as inclusive")
    default void current_filterByTime_includesSinceAndExcludesUntil() {
        try (Stage stage = Stage.open(this)) {
            Instant from = Instant.parse("2020-02-29T23:59:59.999Z");
            List<VerifiedSpan> spans = new ArrayList<>();
            for (int i = -1; i <= 3; i++) {
                VerifiedSpan span = stage.draft().at(from.plusMillis(i)).build();
                stage.write(span);
                spans.add(span);
            }
            assertThat(listed(
                            stage,
                            stage.viewer(),
                            SpanFilters.all()
                                    .since(from)
                                    .until(from.plusMillis(2))
                                    .build(),
                            spans))
                    .containsExactly(spans.get(2), spans.get(1));
        }
    }

    @Test
    @Kills("passes the position's filter over")
    default void current_filterByPosition_listsHigherOnesAlone() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan first = stage.draft().build();
            VerifiedSpan second = stage.draft().build();
            VerifiedSpan third = stage.draft().build();
            long position = stage.write(first).position();
            stage.write(second);
            long last = stage.write(third).position();
            SpanFilter above = SpanFilters.all().afterPosition(position).build();
            assertThat(listed(stage, stage.viewer(), above, List.of(second, third)))
                    .containsExactly(third, second);
            assertThat(stage.bench.spans().current(stage.viewer(), above, last, 10))
                    .extracting(StoredSpan::version)
                    .containsExactly(second.version());
        }
    }

    @Test
    @Kills("understands patterns in filters")
    default void current_nastyFilterValues_matchThemselvesAlone() {
        try (Stage stage = Stage.open(this)) {
            List<VerifiedSpan> spans = Nasty.TEXTS.stream()
                    .map(text -> stage.draft().who(text).build())
                    .toList();
            spans.forEach(stage::write);
            for (VerifiedSpan span : spans) {
                assertThat(listed(
                                stage,
                                stage.viewer(),
                                SpanFilters.all().who(span.header().who()).build(),
                                spans))
                        .containsExactly(span);
            }
        }
    }

    @Test
    @Kills("includes the version asked after")
    default void versions_pages_haveEachVersionOnceOldestFirst() {
        try (Stage stage = Stage.open(this)) {
            List<VerifiedSpan> versions = new ArrayList<>();
            VerifiedSpan span = stage.draft().build();
            for (int i = 0; i < 5; i++) {
                stage.write(span);
                versions.add(span);
                span = stage.draft().after(span).build();
            }
            SpanId id = span.header().id();
            List<StoredSpan> stored = versions.stream()
                    .map(version -> Stage.stored(version, stage.receipt(version).orElseThrow()))
                    .toList();
            assertThat(stage.bench.spans().versions(stage.viewer(), id, -1, 2)).isEqualTo(stored.subList(0, 2));
            assertThat(stage.bench.spans().versions(stage.viewer(), id, 1, 2)).isEqualTo(stored.subList(2, 4));
            assertThat(stage.bench.spans().versions(stage.viewer(), id, 3, 2)).isEqualTo(stored.subList(4, 5));
            assertThat(stage.bench.spans().versions(stage.viewer(), id, 4, 2)).isEmpty();
        }
    }

    @Test
    @Kills("follows newest first")
    default void after_pages_haveAllVisibleVersionsOldestFirst() {
        try (Stage stage = Stage.open(this)) {
            long before = stage.bench.scan().last();
            VerifiedSpan first = stage.draft().build();
            VerifiedSpan foreign = stage.draft().owner(stage.facts.owner()).build();
            VerifiedSpan second = stage.draft().after(first).build();
            VerifiedSpan third = stage.draft().build();
            List.of(first, foreign, second, third).forEach(stage::write);
            List<StoredSpan> expected = List.of(first, second, third).stream()
                    .map(span -> Stage.stored(span, stage.receipt(span).orElseThrow()))
                    .toList();
            assertThat(stage.bench.spans().after(stage.viewer(), before, 2)).isEqualTo(expected.subList(0, 2));
            assertThat(stage.bench.spans().after(stage.viewer(), expected.get(1).position(), 2))
                    .isEqualTo(expected.subList(2, 3));
            assertThat(stage.bench.spans().after(stage.viewer(), expected.get(2).position(), 2))
                    .isEmpty();
        }
    }

    @Test
    @Kills("takes any span for a key")
    default void keys_betweenPositions_haveTheKeysVersionsAloneOldestFirst() {
        try (Stage stage = Stage.open(this)) {
            long before = stage.bench.scan().last();
            LedgerKey first = stage.facts.key(stage.key.tenant(), stage.key.owner(), LedgerKey.Role.WALLET);
            LedgerKey second = stage.facts.key(stage.key.tenant(), stage.key.owner(), LedgerKey.Role.WALLET);
            LedgerKey third = stage.facts.key(stage.key.tenant(), stage.key.owner(), LedgerKey.Role.WALLET);
            List<LedgerKey> keys = List.of(first, stage.facts.key(), second, third);
            List<Long> positions = new ArrayList<>();
            for (LedgerKey key : keys) {
                positions.add(Stage.accepted(stage.bench.journal().commit(stage.facts.introduction(key)))
                        .getFirst()
                        .position());
                stage.write(stage.draft().build());
            }
            assertThat(stage.bench.spans().keys(stage.viewer(), before, positions.get(2), 10))
                    .extracting(StoredSpan::position)
                    .containsExactly(positions.get(0), positions.get(2));
            assertThat(stage.bench.spans().keys(stage.viewer(), positions.get(0), positions.get(3), 1))
                    .extracting(StoredSpan::position)
                    .containsExactly(positions.get(2));
            assertThat(stage.bench.spans().keys(stage.viewer(), positions.get(3), Long.MAX_VALUE, 10))
                    .isEmpty();
        }
    }
}
