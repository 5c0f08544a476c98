package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Head;
import io.cofre.ports.journal.Refusal;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.ports.span.Visibility;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The order of versions, and what a new version may not change. */
public interface JournalVersionContract extends StoreContract {
    @Test
    @Kills("keeps the head of the first version")
    default void commit_nextVersion_becomesTheHead() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan first = stage.draft().build();
            VerifiedSpan second = stage.draft()
                    .after(first)
                    .visibility(Visibility.TENANT)
                    .status("done")
                    .deleted()
                    .prevHash(first.payloadHash())
                    .build();
            stage.write(first);
            Receipt receipt = stage.write(second);
            assertThat(stage.head(first.header().id()))
                    .contains(Head.of(second.header(), receipt.position(), second.payloadHash()));
        }
    }

    @Test
    @Kills("takes any version after the newest")
    default void commit_versionAfterAGap_isRefused() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan first = stage.draft().build();
            VerifiedSpan third = stage.draft().after(first).seq(2).build();
            stage.write(first);
            assertThat(stage.commit(Change.of(third)))
                    .isEqualTo(Stage.refused(new Refusal.VersionGap(third.version(), Optional.of(0L))));
            stage.assertAbsent(third);
        }
    }

    @Test
    @Kills("takes any first version")
    default void commit_newIdFromVersionOne_isRefused() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan span = stage.draft().seq(1).build();
            assertThat(stage.commit(Change.of(span)))
                    .isEqualTo(Stage.refused(new Refusal.VersionGap(span.version(), Optional.empty())));
            stage.assertAbsent(span);
        }
    }

    @Test
    @Kills("overwrites a version")
    default void commit_otherSpanUnderATakenVersion_isRefusedAndTheFirstStands() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan first = stage.draft().build();
            VerifiedSpan other = stage.draft().id(first.header().id()).build();
            Receipt receipt = stage.write(first);
            assertThat(stage.commit(Change.of(other)))
                    .isEqualTo(Stage.refused(new Refusal.VersionTaken(other.version())));
            stage.assertStands(first, receipt);
            stage.assertAbsent(other);
        }
    }

    @Test
    @Kills("overwrites an old version")
    default void commit_otherSpanUnderAnOldVersion_isRefused() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan first = stage.draft().build();
            VerifiedSpan second = stage.draft().after(first).build();
            VerifiedSpan other = stage.draft().id(first.header().id()).build();
            stage.write(first);
            Receipt receipt = stage.write(second);
            assertThat(stage.commit(Change.of(other)))
                    .isEqualTo(Stage.refused(new Refusal.VersionTaken(other.version())));
            assertThat(stage.head(first.header().id()))
                    .contains(Head.of(second.header(), receipt.position(), second.payloadHash()));
        }
    }

    @Test
    @Kills("lets another tenant continue an id")
    default void commit_nextVersionByAnotherTenant_isRefused() {
        try (Stage stage = Stage.open(this)) {
            LedgerKey stranger = stage.introduce(stage.facts.key());
            VerifiedSpan first = stage.draft().build();
            VerifiedSpan foreign =
                    stage.facts.span(stranger).id(first.header().id()).seq(1).build();
            stage.write(first);
            assertThat(stage.commit(Change.of(foreign)))
                    .isEqualTo(Stage.refused(new Refusal.VersionTaken(foreign.version())));
            stage.assertAbsent(foreign);
        }
    }

    @Test
    @Kills("lets a version change the type")
    default void commit_nextVersionOfAnotherType_isRefused() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan first = stage.draft().type("note").build();
            VerifiedSpan other = stage.draft().after(first).type("letter").build();
            stage.write(first);
            assertThat(stage.commit(Change.of(other)))
                    .isEqualTo(Stage.refused(new Refusal.Immutable(other.version(), "entity_type")));
            stage.assertAbsent(other);
        }
    }

    @Test
    @Kills("lets anybody change the owner")
    default void commit_nextVersionOfAnotherOwner_isRefused() {
        try (Stage stage = Stage.open(this)) {
            LedgerKey neighbour = stage.introduced(LedgerKey.Role.WALLET);
            VerifiedSpan first = stage.draft().build();
            VerifiedSpan other = stage.facts
                    .span(neighbour)
                    .after(first)
                    .owner(neighbour.owner())
                    .build();
            stage.write(first);
            assertThat(stage.commit(Change.of(other)))
                    .isEqualTo(Stage.refused(new Refusal.Immutable(other.version(), "owner_id")));
            stage.assertAbsent(other);
        }
    }

    @Test
    @Kills("lets nobody change the owner")
    default void commit_nextVersionOfAnotherOwnerByTheTenantsRoot_isAccepted() {
        try (Stage stage = Stage.open(this)) {
            LedgerKey root = stage.introduced(LedgerKey.Role.TENANT_ROOT);
            VerifiedSpan first = stage.draft().build();
            VerifiedSpan other = stage.facts
                    .span(root)
                    .after(first)
                    .owner(stage.facts.owner())
                    .build();
            stage.write(first);
            stage.assertStands(other, stage.write(other));
            assertThat(stage.head(first.header().id()).map(Head::owner))
                    .contains(other.header().owner());
        }
    }

    @Test
    @Kills("passes prev_hash over")
    default void commit_wrongPrevHash_isRefusedNamingTheStandingOne() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan first = stage.draft().build();
            VerifiedSpan wrong = stage.draft()
                    .after(first)
                    .prevHash(stage.facts.payloadHash("another"))
                    .build();
            VerifiedSpan tooEarly = stage.draft().prevHash(first.payloadHash()).build();
            stage.write(first);
            assertThat(stage.commit(Change.of(wrong)))
                    .isEqualTo(
                            Stage.refused(new Refusal.PrevMismatch(wrong.version(), Optional.of(first.payloadHash()))));
            assertThat(stage.commit(Change.of(tooEarly)))
                    .isEqualTo(Stage.refused(new Refusal.PrevMismatch(tooEarly.version(), Optional.empty())));
            stage.assertAbsent(wrong);
            stage.assertAbsent(tooEarly);
        }
    }
}
