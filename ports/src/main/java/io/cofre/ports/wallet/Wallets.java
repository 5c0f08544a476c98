package io.cofre.ports.wallet;

import io.cofre.ports.span.TenantId;
import io.cofre.ports.vault.SecretRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Wallets and their items; reads only. Thread-safe. */
public interface Wallets {
    Optional<Wallet> find(WalletId id);

    /**
     * A tenant's wallets (of all tenants where empty), by id ascending, after the given id, at most {@code limit} (1 to
     * 1,000).
     */
    List<Wallet> list(Optional<TenantId> tenant, Optional<WalletId> after, int limit);

    /** All secret refs that items name: for the sweep of orphans in the vault. */
    Set<SecretRef> secretsInUse();
}
