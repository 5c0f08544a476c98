package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.LostChange;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.TenantEffect;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.tenant.Tenant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;

/** A journal whose store fails under it. */
public interface JournalFaultContract extends StoreContract {
    @Override
    UnsteadyBench open(InstantSource clock);

    private static UnsteadyBench bench(Stage stage) {
        return (UnsteadyBench) stage.bench;
    }

    private static Change change(Stage stage, Tenant tenant) {
        return stage.causing(cause -> List.of(new TenantEffect.Put(tenant, cause)));
    }

    private static List<LostChange> lost(ThrowableAssert.ThrowingCallable commit) {
        return catchThrowableOfType(PortFailure.OutcomeUnknown.class, commit).lost();
    }

    @Test
    @Kills("writes while the store is away")
    default void commit_storeAway_isUnavailableAndNothingHappened() {
        try (Stage stage = Stage.open(this)) {
            Journal journal = stage.bench.journal();
            Tenant tenant = stage.facts.tenant(stage.key.tenant());
            Change change = change(stage, tenant);
            bench(stage).cutOff();
            assertThatThrownBy(() -> journal.commit(change)).isInstanceOf(PortFailure.Unavailable.class);
            bench(stage).restore();
            assertThat(journal.settle(change.id())).isEmpty();
            assertThat(stage.bench.tenants().find(tenant.id())).isEmpty();
            stage.write(change);
            assertThat(stage.bench.tenants().find(tenant.id())).contains(tenant);
        }
    }

    @Test
    @Kills("forgets lost commits")
    default void settle_lostCommitThatWasWritten_hasItsReceipts() {
        try (Stage stage = Stage.open(this)) {
            Journal journal = stage.bench.journal();
            Tenant tenant = stage.facts.tenant(stage.key.tenant());
            Change change = change(stage, tenant);
            bench(stage).loseNextCommit(true);
            assertThat(lost(() -> journal.commit(change))).containsExactly(LostChange.of(change));
            List<Receipt> receipts = JournalSettleContract.receipts(journal.settle(change.id()));
            assertThat(receipts).hasSize(1);
            stage.assertStands(change.spans().getFirst(), receipts.getFirst());
            assertThat(stage.bench.tenants().find(tenant.id())).contains(tenant);
            assertThat(journal.commit(change)).isEqualTo(new Outcome.Replayed(receipts, Optional.empty()));
        }
    }

    @Test
    @Kills("writes lost commits after all")
    default void settle_lostCommitThatWasNotWritten_isEmptyForGood() {
        try (Stage stage = Stage.open(this)) {
            Journal journal = stage.bench.journal();
            Tenant tenant = stage.facts.tenant(stage.key.tenant());
            Change change = change(stage, tenant);
            bench(stage).loseNextCommit(false);
            assertThat(lost(() -> journal.commit(change))).containsExactly(LostChange.of(change));
            assertThat(journal.settle(change.id())).isEmpty();
            stage.write(stage.draft());
            assertThat(journal.settle(change.id())).isEmpty();
            stage.assertAbsent(change.spans().getFirst());
            assertThat(stage.bench.tenants().find(tenant.id())).isEmpty();
            stage.write(change);
        }
    }

    @Test
    @Kills("settles only the first of a list")
    default void settle_lostList_settlesEachChange() {
        try (Stage stage = Stage.open(this)) {
            Journal journal = stage.bench.journal();
            Change good = stage.draft().change();
            Change bad = stage.draft().seq(8).change();
            Change alsoGood = stage.draft().change();
            bench(stage).loseNextCommit(true);
            assertThat(lost(() -> journal.commit(List.of(good, bad, alsoGood))))
                    .contains(LostChange.of(good), LostChange.of(alsoGood))
                    .isSubsetOf(LostChange.of(good), LostChange.of(bad), LostChange.of(alsoGood));
            for (Change change : List.of(good, alsoGood)) {
                List<Receipt> receipts = JournalSettleContract.receipts(journal.settle(change.id()));
                stage.assertStands(change.spans().getFirst(), receipts.getFirst());
            }
            assertThat(journal.settle(bad.id())).isEmpty();
        }
    }
}
