package io.cofre.postgres;

import static io.cofre.postgres.generated.cofre.Tables.APPS;
import static io.cofre.postgres.generated.cofre.Tables.AUTH_API_TOKENS;
import static io.cofre.postgres.generated.cofre.Tables.TENANTS;
import static io.cofre.postgres.generated.cofre.Tables.WALLETS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.app.App;
import io.cofre.ports.journal.AppEffect;
import io.cofre.ports.journal.TenantEffect;
import io.cofre.ports.journal.TokenEffect;
import io.cofre.ports.journal.WalletEffect;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletItem;
import io.cofre.postgres.app.AppWriter;
import io.cofre.postgres.app.PostgresApps;
import io.cofre.postgres.tenant.PostgresTenants;
import io.cofre.postgres.tenant.TenantWriter;
import io.cofre.postgres.token.PostgresTokens;
import io.cofre.postgres.token.TokenWriter;
import io.cofre.postgres.wallet.PostgresWallets;
import io.cofre.postgres.wallet.WalletWriter;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Nasty;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A group commit puts the same row several times, next to others: the last one counts, and names its span. */
final class ProjectionBatchesTest {
    private final Facts facts = new Facts(Seeds.next(), SettableClock.atStart());
    private final TenantId tenant = facts.tenantId();
    private final OwnerId owner = facts.owner();

    private Database database;

    @BeforeEach
    void open() {
        database = Database.fresh("projections");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tenants_sameRowTwiceInABatchAndThenAgain_isAsPutLast() {
        PostgresTenants tenants = new PostgresTenants(database.connections());
        Tenant first = facts.tenant(tenant);
        Tenant second = new Tenant(
                tenant,
                Nasty.SQL,
                Tenant.Status.SUSPENDED,
                facts.secretRef(),
                first.wrappingKey(),
                Set.of(),
                facts.now(),
                1);
        Tenant other = facts.tenant(facts.tenantId());
        SpanVersion cause = version(1);

        Writing.write(
                database,
                new TenantWriter(),
                new TenantEffect.Put(first, version(0)),
                new TenantEffect.Put(other, version(0)),
                new TenantEffect.Put(second, cause));

        assertThat(tenants.find(tenant)).contains(second);
        assertThat(tenants.find(other.id())).contains(other);
        assertCause(TENANTS, TENANTS.TENANT_ID, tenant.value(), cause, 3);
        Writing.write(database, new TenantWriter(), new TenantEffect.Put(first, version(2)));
        assertThat(tenants.find(tenant)).contains(first);
    }

    @Test
    void wallets_itemsRemovedAddedAndReordered_areAsPutLast() {
        PostgresWallets wallets = new PostgresWallets(database.connections());
        Wallet first = facts.wallet(facts.walletId(), tenant, owner);
        Wallet untouched = facts.wallet(facts.walletId(), tenant, owner);
        WalletItem kept = List.copyOf(first.items().values()).getLast();
        Wallet second = with(first, facts.providerItem("z"), kept, facts.ed25519Item("a"));
        Wallet empty = with(facts.wallet(facts.walletId(), tenant, owner));
        SpanVersion cause = version(1);

        Writing.write(
                database,
                new WalletWriter(),
                new WalletEffect.Put(untouched, version(0)),
                new WalletEffect.Put(first, version(0)));
        Writing.write(
                database,
                new WalletWriter(),
                new WalletEffect.Put(empty, version(0)),
                new WalletEffect.Put(first, version(0)),
                new WalletEffect.Put(second, cause));

        assertThat(wallets.find(first.id())).contains(second);
        assertThat(List.copyOf(wallets.find(first.id()).orElseThrow().items().values()))
                .isEqualTo(List.copyOf(second.items().values()));
        assertThat(wallets.find(empty.id())).contains(empty);
        assertThat(wallets.find(untouched.id())).contains(untouched);
        assertThat(wallets.secretsInUse()).hasSize(5);
        assertCause(WALLETS, WALLETS.WALLET_ID, first.id().value(), cause, 3);
    }

    @Test
    void tokens_aThousandInOneBatch_standAsPut() {
        PostgresTokens tokens = new PostgresTokens(database.connections());
        List<TokenRecord> all = IntStream.range(0, 1_000)
                .mapToObj(i -> facts.token(facts.walletId(), tenant))
                .toList();

        Writing.write(
                database,
                new TokenWriter(),
                all.stream()
                        .map(token -> new TokenEffect.Put(token, version(0)))
                        .toArray(TokenEffect[]::new));

        assertThat(all)
                .allSatisfy(token -> assertThat(tokens.find(token.hash())).contains(token));
        assertCause(
                AUTH_API_TOKENS,
                AUTH_API_TOKENS.TOKEN_HASH,
                all.getLast().hash().value(),
                version(0),
                1_000);
    }

    @Test
    void apps_sameNameInTwoTenants_areTwoRows() {
        PostgresApps apps = new PostgresApps(database.connections());
        App app = facts.app(facts.appId(), tenant, owner);
        App namesake = facts.app(app.id(), facts.tenantId(), owner);
        SpanVersion cause = version(0);

        Writing.write(
                database, new AppWriter(), new AppEffect.Put(app, cause), new AppEffect.Put(namesake, version(0)));

        assertThat(apps.find(tenant, app.id())).contains(app);
        assertThat(apps.find(namesake.tenant(), app.id())).contains(namesake);
        assertThat(apps.list(tenant, Optional.of(owner), Optional.empty(), 10)).containsExactly(app);
        assertCause(APPS, APPS.TENANT_ID, tenant.value(), cause, 1);
    }

    private static Wallet with(Wallet wallet, WalletItem... items) {
        Map<Kid, WalletItem> byKid = new LinkedHashMap<>();
        for (WalletItem item : items) {
            byKid.put(item.kid(), item);
        }
        return new Wallet(
                wallet.id(),
                wallet.owner(),
                wallet.tenant(),
                byKid,
                Wallet.Status.SUSPENDED,
                wallet.createdAt(),
                true,
                wallet.seq() + 1);
    }

    private final Map<Long, SpanVersion> versions = new LinkedHashMap<>();

    private SpanVersion version(long seq) {
        return versions.computeIfAbsent(seq, number -> new SpanVersion(facts.spanId(), number));
    }

    private void assertCause(Table<?> table, Field<String> key, String value, SpanVersion cause, long position) {
        assertThat(database.ownerSql()
                        .select(
                                table.field("cause_id", UUID.class),
                                table.field("cause_seq", Long.class),
                                table.field("position", Long.class))
                        .from(table)
                        .where(key.eq(value))
                        .fetchSingle()
                        .intoArray())
                .containsExactly(cause.id().value(), cause.seq(), position);
    }
}
