package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanFilter;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.ports.span.Viewer;
import io.cofre.ports.span.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who sees what (spec 03, "Tenants by force"): the same by every way of reading. */
public interface SpansVisibilityContract extends StoreContract {
    /** How a viewer stands to the span that is looked at. */
    enum Standing {
        OWNER(true),
        NEIGHBOUR(false),
        ADMIN(true),
        STRANGER(false),
        STRANGER_OF_THE_SAME_NAME(false),
        FOREIGN_ADMIN(false);

        /** Sees private spans. */
        private final boolean sees;

        Standing(boolean sees) {
            this.sees = sees;
        }

        Viewer viewer(Stage stage) {
            TenantId tenant = stage.key.tenant();
            OwnerId owner = stage.key.owner();
            TenantId foreign = stage.facts.tenantId();
            OwnerId other = stage.facts.owner();
            return switch (this) {
                case OWNER -> new Viewer(tenant, owner, Viewer.Reach.OWN);
                case NEIGHBOUR -> new Viewer(tenant, other, Viewer.Reach.OWN);
                case ADMIN -> new Viewer(tenant, other, Viewer.Reach.WHOLE_TENANT);
                case STRANGER -> new Viewer(foreign, other, Viewer.Reach.OWN);
                case STRANGER_OF_THE_SAME_NAME -> new Viewer(foreign, owner, Viewer.Reach.OWN);
                case FOREIGN_ADMIN -> new Viewer(foreign, owner, Viewer.Reach.WHOLE_TENANT);
            };
        }

        boolean sees(Visibility visibility) {
            return switch (visibility) {
                case PRIVATE -> sees;
                case TENANT -> sees || this == NEIGHBOUR;
                case PUBLIC -> true;
            };
        }
    }

    /** By every way of reading, exactly these versions of the id are seen, and the head if it is the last of them. */
    private static void assertSees(Stage stage, Viewer viewer, List<VerifiedSpan> all, List<VerifiedSpan> seen) {
        Spans spans = stage.bench.spans();
        VerifiedSpan head = all.getLast();
        boolean headSeen = seen.contains(head);
        List<StoredSpan> expected = seen.stream()
                .map(span -> Stage.stored(span, stage.receipt(span).orElseThrow()))
                .toList();
        Optional<StoredSpan> newest = headSeen ? Optional.of(expected.getLast()) : Optional.empty();
        assertThat(spans.newest(viewer, head.header().id())).isEqualTo(newest);
        assertThat(spans.versions(viewer, head.header().id(), -1, 1_000)).isEqualTo(expected);
        assertThat(spans.after(viewer, 0, 1_000))
                .filteredOn(stored -> stored.version().id().equals(head.header().id()))
                .isEqualTo(expected);
        assertThat(spans.current(viewer, SpanFilter.ALL, Long.MAX_VALUE, 1_000))
                .filteredOn(stored -> stored.version().id().equals(head.header().id()))
                .isEqualTo(
                        head.header().deleted()
                                ? List.of()
                                : newest.map(List::of).orElse(List.of()));
        for (VerifiedSpan span : all) {
            assertThat(spans.version(viewer, span.version()))
                    .isEqualTo(
                            seen.contains(span)
                                    ? Optional.of(Stage.stored(
                                            span, stage.receipt(span).orElseThrow()))
                                    : Optional.empty());
        }
    }

    private static void assertMatrix(Stage stage, Visibility visibility) {
        VerifiedSpan span = stage.draft().visibility(visibility).build();
        stage.write(span);
        for (Standing standing : Standing.values()) {
            assertSees(
                    stage,
                    standing.viewer(stage),
                    List.of(span),
                    standing.sees(visibility) ? List.of(span) : List.of());
        }
    }

    @Test
    @Kills("shows private spans to the tenant")
    default void read_privateSpan_isSeenByItsOwnerAndTheTenantsAdmin() {
        try (Stage stage = Stage.open(this)) {
            assertMatrix(stage, Visibility.PRIVATE);
        }
    }

    @Test
    @Kills("shows tenants' spans to all")
    default void read_tenantSpan_isSeenByTheWholeTenantAlone() {
        try (Stage stage = Stage.open(this)) {
            assertMatrix(stage, Visibility.TENANT);
        }
    }

    @Test
    @Kills("keeps public spans in their tenant")
    default void read_publicSpan_isSeenByEverybody() {
        try (Stage stage = Stage.open(this)) {
            assertMatrix(stage, Visibility.PUBLIC);
        }
    }

    @Test
    @Kills("shows old versions of what is hidden now")
    default void read_spanMadePrivate_isHiddenWithAllItsVersions() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan open = stage.draft().visibility(Visibility.PUBLIC).build();
            VerifiedSpan hidden =
                    stage.draft().after(open).visibility(Visibility.PRIVATE).build();
            stage.write(open);
            stage.write(hidden);
            for (Standing standing : Standing.values()) {
                assertSees(
                        stage,
                        standing.viewer(stage),
                        List.of(open, hidden),
                        standing.sees(Visibility.PRIVATE) ? List.of(open, hidden) : List.of());
            }
        }
    }

    @Test
    @Kills("shows private versions of what is open now")
    default void read_spanMadeOpen_keepsItsPrivateVersionsHidden() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan hidden = stage.draft().visibility(Visibility.PRIVATE).build();
            VerifiedSpan open =
                    stage.draft().after(hidden).visibility(Visibility.TENANT).build();
            stage.write(hidden);
            stage.write(open);
            for (Standing standing : Standing.values()) {
                List<VerifiedSpan> seen = new ArrayList<>();
                if (standing.sees(Visibility.PRIVATE)) {
                    seen.add(hidden);
                }
                if (standing.sees(Visibility.TENANT)) {
                    seen.add(open);
                }
                assertSees(stage, standing.viewer(stage), List.of(hidden, open), seen);
            }
        }
    }

    @Test
    @Kills("lists deleted spans")
    default void read_deletedSpan_isListedByNobodyAndReadByWhoMay() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan first = stage.draft().visibility(Visibility.TENANT).build();
            VerifiedSpan gone = stage.draft()
                    .after(first)
                    .visibility(Visibility.PRIVATE)
                    .deleted()
                    .build();
            stage.write(first);
            stage.write(gone);
            for (Standing standing : Standing.values()) {
                assertSees(
                        stage,
                        standing.viewer(stage),
                        List.of(first, gone),
                        standing.sees(Visibility.PRIVATE) ? List.of(first, gone) : List.of());
            }
        }
    }

    @Test
    @Kills("shows what was open after its deletion")
    default void read_openSpanThatWasDeleted_isHiddenFromThoseWhoSawIt() {
        try (Stage stage = Stage.open(this)) {
            for (Visibility visibility : List.of(Visibility.TENANT, Visibility.PUBLIC)) {
                VerifiedSpan open = stage.draft().visibility(visibility).build();
                VerifiedSpan gone = stage.draft()
                        .after(open)
                        .visibility(visibility)
                        .deleted()
                        .build();
                stage.write(open);
                stage.write(gone);
                for (Standing standing : Standing.values()) {
                    assertSees(
                            stage,
                            standing.viewer(stage),
                            List.of(open, gone),
                            standing.sees(Visibility.PRIVATE) ? List.of(open, gone) : List.of());
                }
            }
        }
    }

    @Test
    @Kills("leaves a thing with its former owner")
    default void read_spanWhoseOwnerChanged_followsItsNewOwner() {
        try (Stage stage = Stage.open(this)) {
            LedgerKey root = stage.introduced(LedgerKey.Role.TENANT_ROOT);
            OwnerId heir = stage.facts.owner();
            VerifiedSpan before = stage.draft().build();
            VerifiedSpan after =
                    stage.facts.span(root).after(before).owner(heir).build();
            stage.write(before);
            stage.write(after);
            Map<Viewer, List<VerifiedSpan>> matrix = Map.of(
                    stage.viewer(),
                    List.of(),
                    new Viewer(stage.key.tenant(), heir, Viewer.Reach.OWN),
                    List.of(after),
                    new Viewer(stage.key.tenant(), stage.facts.owner(), Viewer.Reach.WHOLE_TENANT),
                    List.of(before, after));
            matrix.forEach((viewer, seen) -> assertSees(stage, viewer, List.of(before, after), seen));
        }
    }

    @Test
    @Kills("makes spans up")
    default void read_unknownId_isAsIfHidden() {
        try (Stage stage = Stage.open(this)) {
            SpanVersion unknown = new SpanVersion(stage.facts.spanId(), 0);
            for (Standing standing : Standing.values()) {
                Viewer viewer = standing.viewer(stage);
                assertThat(stage.bench.spans().newest(viewer, unknown.id())).isEmpty();
                assertThat(stage.bench.spans().version(viewer, unknown)).isEmpty();
                assertThat(stage.bench.spans().versions(viewer, unknown.id(), -1, 10))
                        .isEmpty();
            }
        }
    }
}
