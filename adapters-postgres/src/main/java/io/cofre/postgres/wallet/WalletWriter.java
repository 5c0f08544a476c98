package io.cofre.postgres.wallet;

import static io.cofre.postgres.generated.cofre.Tables.WALLETS;
import static io.cofre.postgres.generated.cofre.Tables.WALLET_ITEMS;

import io.cofre.ports.journal.WalletEffect;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.WalletItem;
import io.cofre.postgres.RowPut;
import io.cofre.postgres.Texts;
import io.cofre.postgres.journal.Applied;
import io.cofre.postgres.journal.EffectWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Row2;
import org.jooq.impl.DSL;

public final class WalletWriter implements EffectWriter<WalletEffect> {
    @Override
    public Class<WalletEffect> effects() {
        return WalletEffect.class;
    }

    @Override
    public List<Query> write(DSLContext sql, List<Applied<WalletEffect>> applied) {
        RowPut wallets = new RowPut(WALLETS, List.of(WALLETS.WALLET_ID));
        Map<WalletId, Wallet> last = new LinkedHashMap<>();
        for (Applied<WalletEffect> one : applied) {
            switch (one.effect()) {
                case WalletEffect.Put(Wallet wallet, var cause) -> {
                    last.put(wallet.id(), wallet);
                    wallets.add(
                            List.of(wallet.id()),
                            new RowPut.Row()
                                    .set(WALLETS.WALLET_ID, wallet.id().value())
                                    .set(WALLETS.OWNER_ID, wallet.owner().value())
                                    .set(WALLETS.TENANT_ID, wallet.tenant().value())
                                    .set(WALLETS.STATUS, wallet.status().wire())
                                    .set(WALLETS.CREATED_AT, wallet.createdAt())
                                    .set(WALLETS.METERED, wallet.metered())
                                    .set(WALLETS.SEQ, wallet.seq())
                                    .set(WALLETS.CAUSE_ID, cause.id().value())
                                    .set(WALLETS.CAUSE_SEQ, cause.seq())
                                    .set(WALLETS.POSITION, one.position()));
                }
            }
        }
        List<Query> queries = new ArrayList<>();
        wallets.query(sql).ifPresent(queries::add);
        queries.add(sql.deleteFrom(WALLET_ITEMS)
                .where(WALLET_ITEMS.WALLET_ID.eq(DSL.any(Texts.array(last.keySet(), WalletId::value))))
                .and(DSL.row(WALLET_ITEMS.WALLET_ID, WALLET_ITEMS.KID).notIn(kept(last.values()))));
        items(last).query(sql).ifPresent(queries::add);
        return queries;
    }

    private static List<Row2<String, String>> kept(Collection<Wallet> wallets) {
        return wallets.stream()
                .flatMap(wallet -> wallet.items().keySet().stream()
                        .map(kid -> DSL.row(wallet.id().value(), kid.value())))
                .toList();
    }

    private static RowPut items(Map<WalletId, Wallet> wallets) {
        RowPut items = new RowPut(WALLET_ITEMS, List.of(WALLET_ITEMS.WALLET_ID, WALLET_ITEMS.KID));
        for (Wallet wallet : wallets.values()) {
            int place = 0;
            for (WalletItem item : wallet.items().values()) {
                items.add(List.of(wallet.id(), item.kid()), WalletItems.row(wallet.id(), place, item));
                place++;
            }
        }
        return items;
    }
}
