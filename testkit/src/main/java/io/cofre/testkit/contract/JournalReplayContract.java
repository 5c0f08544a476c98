package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.KeyEffect;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Refusal;
import io.cofre.ports.journal.TenantEffect;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.ports.tenant.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The same span again: the first receipt, whatever the newer signature, the age or the key are now. */
public interface JournalReplayContract extends StoreContract {
    private static Outcome replayed(Receipt... receipts) {
        return new Outcome.Replayed(List.of(receipts), Optional.empty());
    }

    private static VerifiedSpan withSignatureOf(VerifiedSpan content, VerifiedSpan signature) {
        return new VerifiedSpan(content.header(), content.canonical(), content.payloadHash(), signature.signature());
    }

    @Test
    @Kills("answers a replay with a new receipt")
    default void commit_sameChangeAgain_isReplayedWithItsFirstReceipts() {
        try (Stage stage = Stage.open(this)) {
            List<VerifiedSpan> spans =
                    List.of(stage.draft().build(), stage.draft().build());
            Change change = new Change(spans, List.of(), List.of(), Optional.empty());
            List<Receipt> first = stage.write(change);
            stage.clock.advance(Duration.ofMinutes(1));
            assertThat(stage.commit(change)).isEqualTo(new Outcome.Replayed(first, Optional.empty()));
            assertThat(stage.ledger()).hasSize(3);
        }
    }

    @Test
    @Kills("stores the signature of a replay")
    default void commit_sameSpanUnderANewSignature_keepsTheFirstSignature() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan first = stage.draft().build();
            Receipt receipt = stage.write(first);
            VerifiedSpan again = withSignatureOf(first, stage.draft().build());
            assertThat(stage.commit(Change.of(again))).isEqualTo(replayed(receipt));
            stage.assertStands(first, receipt);
        }
    }

    @Test
    @Kills("burns the nonce of a replay")
    default void commit_replayUnderANewSignature_doesNotTakeItsNonce() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan first = stage.draft().build();
            Receipt receipt = stage.write(first);
            VerifiedSpan next = stage.draft().build();
            assertThat(stage.commit(Change.of(withSignatureOf(first, next)))).isEqualTo(replayed(receipt));
            stage.write(next);
        }
    }

    @Test
    @Kills("judges freshness before replays")
    default void commit_sameSpanMuchLater_isReplayed() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan span = stage.draft().build();
            Receipt receipt = stage.write(span);
            stage.clock.advance(Duration.ofDays(400));
            assertThat(stage.commit(Change.of(span))).isEqualTo(replayed(receipt));
        }
    }

    @Test
    @Kills("judges the key before replays")
    default void commit_sameSpanAfterItsKeyWasRevoked_isReplayed() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan span = stage.draft().build();
            Receipt receipt = stage.write(span);
            stage.write(stage.causing(
                    cause -> List.of(new KeyEffect.Ended(stage.key.keyId(), LedgerKey.Status.REVOKED, cause))));
            assertThat(stage.commit(Change.of(span))).isEqualTo(replayed(receipt));
        }
    }

    @Test
    @Kills("replays only the newest version")
    default void commit_oldVersionAgain_isReplayed() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan first = stage.draft().build();
            Receipt receipt = stage.write(first);
            stage.write(stage.draft().after(first).build());
            assertThat(stage.commit(Change.of(first))).isEqualTo(replayed(receipt));
        }
    }

    @Test
    @Kills("takes a change that stands in part")
    default void commit_changeOfAStandingAndANewSpan_isRefused() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan standing = stage.draft().build();
            VerifiedSpan fresh = stage.draft().build();
            stage.write(standing);
            assertThat(stage.commit(new Change(List.of(fresh, standing), List.of(), List.of(), Optional.empty())))
                    .isEqualTo(Stage.refused(new Refusal.VersionTaken(standing.version())));
            stage.assertAbsent(fresh);
        }
    }

    @Test
    @Kills("applies the effects of a replay")
    default void commit_sameChangeAgain_doesNotApplyItsEffectsAgain() {
        try (Stage stage = Stage.open(this)) {
            var tenant = stage.facts.tenant(stage.key.tenant());
            Change first = stage.causing(cause -> List.of(new TenantEffect.Put(tenant, cause)));
            stage.write(first);
            var renamed = new Tenant(
                    tenant.id(),
                    "renamed",
                    tenant.status(),
                    tenant.hashKey(),
                    tenant.wrappingKey(),
                    tenant.languages(),
                    tenant.createdAt(),
                    1);
            stage.write(stage.causing(cause -> List.of(new TenantEffect.Put(renamed, cause))));
            assertThat(stage.commit(first)).isInstanceOf(Outcome.Replayed.class);
            assertThat(stage.bench.tenants().find(tenant.id())).contains(renamed);
        }
    }
}
