package io.cofre.testkit.memory;

import io.cofre.ports.span.TenantId;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.WalletItem;
import io.cofre.ports.wallet.Wallets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The wallets of a store in memory. */
public final class InMemoryWallets implements Wallets {
    private final InMemoryStore store;

    public InMemoryWallets(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Optional<Wallet> find(WalletId id) {
        return store.locked(
                () -> Optional.ofNullable(store.projections().wallets.get(id)));
    }

    @Override
    public List<Wallet> list(Optional<TenantId> tenant, Optional<WalletId> after, int limit) {
        Bounds.limit(limit, 1_000);
        return store.locked(() -> store.projections().wallets.values().stream()
                .filter(wallet -> tenant.isEmpty() || tenant.get().equals(wallet.tenant()))
                .filter(wallet -> after.isEmpty()
                        || wallet.id().value().compareTo(after.get().value()) > 0)
                .limit(limit)
                .toList());
    }

    @Override
    public Set<SecretRef> secretsInUse() {
        return store.locked(() -> store.projections().wallets.values().stream()
                .flatMap(wallet -> wallet.items().values().stream())
                .map(WalletItem::secret)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet()));
    }
}
