package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.app.App;
import io.cofre.ports.journal.AppEffect;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Effect;
import io.cofre.ports.journal.KeyEffect;
import io.cofre.ports.journal.MemoryEffect;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.SecretEffect;
import io.cofre.ports.journal.TenantEffect;
import io.cofre.ports.journal.TokenEffect;
import io.cofre.ports.journal.WalletEffect;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.ports.span.Viewer;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.wallet.Wallet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Projections follow their spans: all effects of an accepted change, none of a refused one, each naming its cause. */
public interface JournalEffectContract extends StoreContract {
    /** One effect of each kind that makes a row, and what can be read of them. */
    record Rows(Tenant tenant, Wallet wallet, TokenRecord token, App app, MemoryEntry memory, SecretRef secret) {
        static Rows of(Stage stage) {
            var facts = stage.facts;
            Wallet wallet = facts.wallet(facts.walletId(), stage.key.tenant(), stage.key.owner());
            return new Rows(
                    facts.tenant(stage.key.tenant()),
                    wallet,
                    facts.token(wallet.id(), stage.key.tenant()),
                    facts.app(facts.appId(), stage.key.tenant(), stage.key.owner()),
                    facts.memory(
                            facts.spanId(),
                            stage.key.tenant(),
                            stage.key.owner(),
                            "remember " + facts.word(),
                            List.of()),
                    facts.secretRef());
        }

        List<Effect> effects(SpanVersion cause) {
            return List.of(
                    new TenantEffect.Put(tenant, cause),
                    new WalletEffect.Put(wallet, cause),
                    new TokenEffect.Put(token, cause),
                    new AppEffect.Put(app, cause),
                    new MemoryEffect.Put(memory, cause),
                    new SecretEffect.Dropped(secret, cause));
        }

        private Viewer viewer() {
            return new Viewer(memory.tenant(), memory.owner(), Viewer.Reach.OWN);
        }

        void assertStand(Stage stage) {
            assertThat(stage.bench.tenants().find(tenant.id())).contains(tenant);
            assertThat(stage.bench.wallets().find(wallet.id())).contains(wallet);
            assertThat(stage.bench.tokens().find(token.hash())).contains(token);
            assertThat(stage.bench.apps().find(app.tenant(), app.id())).contains(app);
            assertThat(stage.bench.memories().find(viewer(), memory.id(), stage.facts.now()))
                    .isPresent();
            assertThat(stage.bench.leftovers().dropped(10)).containsExactly(secret);
        }

        void assertAbsent(Stage stage) {
            assertThat(stage.bench.tenants().find(tenant.id())).isEmpty();
            assertThat(stage.bench.wallets().find(wallet.id())).isEmpty();
            assertThat(stage.bench.tokens().find(token.hash())).isEmpty();
            assertThat(stage.bench.apps().find(app.tenant(), app.id())).isEmpty();
            assertThat(stage.bench.memories().find(viewer(), memory.id(), stage.facts.now()))
                    .isEmpty();
            assertThat(stage.bench.leftovers().dropped(10)).isEmpty();
        }
    }

    @Test
    @Kills("applies no effects")
    default void commit_acceptedChange_appliesAllItsEffects() {
        try (Stage stage = Stage.open(this)) {
            Rows rows = Rows.of(stage);
            stage.write(stage.causing(rows::effects));
            rows.assertStand(stage);
        }
    }

    @Test
    @Kills("applies the effects of refused changes")
    default void commit_refusedChange_appliesNone() {
        try (Stage stage = Stage.open(this)) {
            Rows rows = Rows.of(stage);
            VerifiedSpan bad = stage.draft().seq(3).build();
            assertThat(stage.commit(new Change(List.of(bad), List.of(), rows.effects(bad.version()), Optional.empty())))
                    .isInstanceOf(Outcome.Refused.class);
            rows.assertAbsent(stage);
        }
    }

    @Test
    @Kills("applies the effects of poisoned changes")
    default void commit_poisonedChange_appliesNone() {
        try (Stage stage = Stage.open(this)) {
            Rows rows = Rows.of(stage);
            VerifiedSpan bad = stage.draft().name("\0").build();
            assertThat(stage.commit(new Change(List.of(bad), List.of(), rows.effects(bad.version()), Optional.empty())))
                    .isInstanceOf(Outcome.Refused.class);
            rows.assertAbsent(stage);
        }
    }

    @Test
    @Kills("names the first span as every cause")
    default void commit_effectsOfDifferentSpans_eachRowNamesItsCause() {
        try (Stage stage = Stage.open(this)) {
            Rows rows = Rows.of(stage);
            LedgerKey newcomer = stage.facts.key();
            VerifiedSpan one = stage.draft().build();
            VerifiedSpan two = stage.draft().build();
            List<Effect> effects = List.of(
                    new TenantEffect.Put(rows.tenant(), one.version()),
                    new WalletEffect.Put(rows.wallet(), two.version()),
                    new TokenEffect.Put(rows.token(), one.version()),
                    new AppEffect.Put(rows.app(), two.version()),
                    new MemoryEffect.Put(rows.memory(), one.version()),
                    new KeyEffect.Introduced(newcomer, two.version()));
            stage.write(new Change(List.of(one, two), List.of(), effects, Optional.empty()));
            for (Effect effect : effects) {
                assertThat(stage.bench.cause(effect)).contains(effect.cause());
            }
            VerifiedSpan three = stage.draft().build();
            Effect renamed = new TenantEffect.Put(rows.tenant(), three.version());
            stage.write(new Change(List.of(three), List.of(), List.of(renamed), Optional.empty()));
            assertThat(stage.bench.cause(renamed)).contains(three.version());
            assertThat(stage.bench.cause(new WalletEffect.Put(rows.wallet(), three.version())))
                    .contains(two.version());
        }
    }

    @Test
    @Kills("applies effects backwards")
    default void commit_twoEffectsOnOneRow_lastOneStands() {
        try (Stage stage = Stage.open(this)) {
            Rows rows = Rows.of(stage);
            Wallet closed = new Wallet(
                    rows.wallet().id(),
                    rows.wallet().owner(),
                    rows.wallet().tenant(),
                    rows.wallet().items(),
                    Wallet.Status.CLOSED,
                    rows.wallet().createdAt(),
                    true,
                    1);
            stage.write(stage.causing(
                    cause -> List.of(new WalletEffect.Put(rows.wallet(), cause), new WalletEffect.Put(closed, cause))));
            assertThat(stage.bench.wallets().find(closed.id())).contains(closed);
        }
    }

    @Test
    @Kills("lets the first row of a list win")
    default void commit_effectsOnOneRowInOneList_lastChangeStands() {
        try (Stage stage = Stage.open(this)) {
            Tenant tenant = stage.facts.tenant(stage.key.tenant());
            Tenant suspended = new Tenant(
                    tenant.id(),
                    "another name",
                    Tenant.Status.SUSPENDED,
                    tenant.hashKey(),
                    tenant.wrappingKey(),
                    tenant.languages(),
                    tenant.createdAt(),
                    1);
            List<Outcome> outcomes = stage.commit(List.of(
                    stage.causing(cause -> List.of(new TenantEffect.Put(tenant, cause))),
                    stage.causing(cause -> List.of(new TenantEffect.Put(suspended, cause)))));
            outcomes.forEach(Stage::accepted);
            assertThat(stage.bench.tenants().find(tenant.id())).contains(suspended);
        }
    }

    @Test
    @Kills("introduces a known key anew")
    default void commit_knownKeyIntroducedAgain_changesNothing() {
        try (Stage stage = Stage.open(this)) {
            LedgerKey known = stage.known(stage.key.keyId()).orElseThrow();
            LedgerKey posing = stage.facts.key();
            LedgerKey forged = new LedgerKey(
                    known.keyId(),
                    known.publicKey(),
                    posing.kid(),
                    posing.wallet(),
                    posing.tenant(),
                    posing.owner(),
                    LedgerKey.Role.ROOT,
                    LedgerKey.Status.ACTIVE,
                    0,
                    Optional.empty());
            stage.write(stage.causing(cause -> List.of(new KeyEffect.Introduced(forged, cause))));
            assertThat(stage.known(known.keyId())).contains(known);
        }
    }

    @Test
    @Kills("revives revoked keys")
    default void commit_revokedKeyEndedOrIntroducedAgain_staysRevoked() {
        try (Stage stage = Stage.open(this)) {
            LedgerKey old = stage.introduced(LedgerKey.Role.WALLET);
            stage.write(
                    stage.causing(cause -> List.of(new KeyEffect.Ended(old.keyId(), LedgerKey.Status.REVOKED, cause))));
            LedgerKey revoked = stage.known(old.keyId()).orElseThrow();
            assertThat(revoked.status()).isEqualTo(LedgerKey.Status.REVOKED);
            stage.write(stage.causing(cause -> List.of(
                    new KeyEffect.Introduced(old, cause),
                    new KeyEffect.Ended(old.keyId(), LedgerKey.Status.RETIRED, cause))));
            assertThat(stage.known(old.keyId())).contains(revoked);
        }
    }

    @Test
    @Kills("leaves retired keys as they are")
    default void commit_retiredKeyRevoked_isRevokedFromThatSpanOn() {
        try (Stage stage = Stage.open(this)) {
            LedgerKey old = stage.introduced(LedgerKey.Role.WALLET);
            stage.write(
                    stage.causing(cause -> List.of(new KeyEffect.Ended(old.keyId(), LedgerKey.Status.RETIRED, cause))));
            LedgerKey retired = stage.known(old.keyId()).orElseThrow();
            var receipts = stage.write(
                    stage.causing(cause -> List.of(new KeyEffect.Ended(old.keyId(), LedgerKey.Status.REVOKED, cause))));
            assertThat(stage.known(old.keyId()))
                    .contains(retired.ended(
                            LedgerKey.Status.REVOKED, receipts.getFirst().position()));
        }
    }
}
