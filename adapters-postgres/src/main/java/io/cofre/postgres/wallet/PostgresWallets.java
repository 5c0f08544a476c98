package io.cofre.postgres.wallet;

import static io.cofre.postgres.generated.cofre.Tables.WALLETS;
import static io.cofre.postgres.generated.cofre.Tables.WALLET_ITEMS;

import io.cofre.ports.span.Kid;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.WalletItem;
import io.cofre.ports.wallet.Wallets;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.PostgresFailures;
import io.cofre.postgres.PostgresRole;
import io.cofre.postgres.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;

/** Wallet and items come in one statement, so that they are of one moment. */
public final class PostgresWallets implements Wallets {
    private final DSLContext system;

    public PostgresWallets(PostgresConnections connections) {
        this.system = connections.sql(PostgresRole.SYSTEM);
    }

    @Override
    public Optional<Wallet> find(WalletId id) {
        return PostgresFailures.read(
                "reading a wallet",
                () -> wallets(WALLETS.WALLET_ID.eq(id.value())).stream().findFirst());
    }

    @Override
    public List<Wallet> list(Optional<TenantId> tenant, Optional<WalletId> after, int limit) {
        return PostgresFailures.read(
                "listing wallets",
                () -> wallets(WALLETS.WALLET_ID.in(DSL.select(WALLETS.WALLET_ID)
                        .from(WALLETS)
                        .where(tenant.map(id -> WALLETS.TENANT_ID.eq(id.value()))
                                .orElse(DSL.noCondition()))
                        .and(after.map(id -> WALLETS.WALLET_ID.gt(id.value())).orElse(DSL.noCondition()))
                        .orderBy(WALLETS.WALLET_ID)
                        .limit(limit))));
    }

    @Override
    public Set<SecretRef> secretsInUse() {
        return PostgresFailures.read(
                "listing the secrets that wallets name",
                () -> system.selectDistinct(WALLET_ITEMS.SECRET_REF)
                        .from(WALLET_ITEMS)
                        .where(WALLET_ITEMS.SECRET_REF.isNotNull())
                        .fetchSet(row -> new SecretRef(row.value1())));
    }

    private List<Wallet> wallets(Condition which) {
        Map<String, Result<Record>> byWallet = system.select()
                .from(WALLETS)
                .leftJoin(WALLET_ITEMS)
                .on(WALLET_ITEMS.WALLET_ID.eq(WALLETS.WALLET_ID))
                .where(which)
                .orderBy(WALLETS.WALLET_ID, WALLET_ITEMS.PLACE)
                .fetchGroups(WALLETS.WALLET_ID);
        return byWallet.values().stream().map(PostgresWallets::wallet).toList();
    }

    private static Wallet wallet(Result<Record> rows) {
        Map<Kid, WalletItem> items = new LinkedHashMap<>();
        for (Record row : rows) {
            Optional.ofNullable(row.get(WALLET_ITEMS.KID))
                    .ifPresent(kid -> items.put(new Kid(kid), WalletItems.item(row)));
        }
        Record first = rows.getFirst();
        return new Wallet(
                new WalletId(first.get(WALLETS.WALLET_ID)),
                new OwnerId(first.get(WALLETS.OWNER_ID)),
                new TenantId(first.get(WALLETS.TENANT_ID)),
                items,
                Texts.constant(Wallet.Status.class, first.get(WALLETS.STATUS)),
                first.get(WALLETS.CREATED_AT),
                first.get(WALLETS.METERED),
                first.get(WALLETS.SEQ));
    }
}
