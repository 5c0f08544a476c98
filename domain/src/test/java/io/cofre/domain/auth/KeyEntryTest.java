package io.cofre.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.crypto.Blake3;
import io.cofre.domain.crypto.Hex;
import io.cofre.domain.json.Canonical;
import io.cofre.domain.json.JsonString;
import io.cofre.domain.ledger.DerivedIds;
import io.cofre.domain.ledger.Records;
import io.cofre.ports.app.AppId;
import io.cofre.ports.journal.TokenEffect;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.token.Scope;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyEntryTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.750Z");
    private static final TokenHash HASH = new TokenHash("argon2id$v1$" + "a".repeat(43));
    private static final Wallet WALLET = new Wallet(
            new WalletId("wlt_ana"),
            new OwnerId("ana"),
            new TenantId("acme"),
            Map.of(),
            Wallet.Status.ACTIVE,
            NOW,
            false,
            3);
    private static final KeyEntry.Terms TERMS = new KeyEntry.Terms(
            List.of(new Scope("memory.*")),
            Duration.ofHours(2),
            TokenRecord.Kind.LIVE,
            Optional.of("desk"),
            Optional.of(new AppId("notes")),
            Optional.of(60));

    @Test
    void fresh_terms_areAnActiveRecordOfTheWalletThatEndsOnAWholeSecond() {
        assertThat(KeyEntry.fresh(HASH, "wxyz", TERMS, WALLET, "user:admin", NOW)
                        .record())
                .isEqualTo(new TokenRecord(
                        HASH,
                        "wxyz",
                        new WalletId("wlt_ana"),
                        new TenantId("acme"),
                        List.of(new Scope("memory.*")),
                        Instant.parse("2026-01-01T02:00:00Z"),
                        TokenRecord.Status.ACTIVE,
                        Optional.of("desk"),
                        NOW,
                        "user:admin",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        TokenRecord.Kind.LIVE,
                        Optional.of(new AppId("notes")),
                        Optional.of(60),
                        0));
    }

    @Test
    void fresh_spanAndEffect_areOfOneVersionAndCallTheKeyByTheHashOfItsHash() {
        KeyEntry entry = KeyEntry.fresh(HASH, "wxyz", TERMS, WALLET, "user:admin", NOW);

        PayloadHash keyHash =
                new PayloadHash("b3:" + Hex.encode(Blake3.hash(HASH.value().getBytes(StandardCharsets.US_ASCII))));
        SpanVersion version = new SpanVersion(DerivedIds.ofApiKey(keyHash), 0);
        assertThat(entry.effect()).isEqualTo(new TokenEffect.Put(entry.record(), version));
        assertThat(entry.span())
                .isEqualTo(Records.apiKey(entry.record(), keyHash, new OwnerId("ana"), "issued", "user:admin", NOW));
        assertThat(Canonical.text(entry.span())).doesNotContain(HASH.value());
    }

    @Test
    void of_aChangedKey_isItsNextVersion() {
        TokenRecord revoked = TokenStates.revoked(
                KeyEntry.fresh(HASH, "wxyz", TERMS, WALLET, "user:admin", NOW).record());

        KeyEntry entry = KeyEntry.of(revoked, new OwnerId("ana"), "revoked", "user:admin", NOW);

        assertThat(entry.effect().token()).isEqualTo(revoked);
        assertThat(entry.effect().cause().seq()).isEqualTo(1);
        assertThat(entry.span().find("status")).contains(JsonString.of("revoked"));
    }

    @Test
    void ofAdministrator_terms_administerThePlatformForAYear() {
        assertThat(KeyEntry.Terms.ofAdministrator("printed"))
                .isEqualTo(new KeyEntry.Terms(
                        List.of(new Scope("platform.admin"), new Scope("span.read")),
                        Duration.ofDays(365),
                        TokenRecord.Kind.ADMIN,
                        Optional.of("printed"),
                        Optional.empty(),
                        Optional.empty()));
    }
}
