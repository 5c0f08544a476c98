package io.cofre.domain.usecase;

import io.cofre.domain.ledger.SystemNames;
import io.cofre.ports.PortFailure;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.WalletItem;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.util.Optional;

/** The keys that the service itself signs with: R, S and each tenant's T (spec 03). Thread-safe. */
public final class ServiceKeys {
    private final Wallets wallets;

    @Inject
    public ServiceKeys(Wallets wallets) {
        this.wallets = wallets;
    }

    /** R, the system's root. */
    Signer root() {
        return signer(SystemNames.ROOT_WALLET, SystemNames.ROOT_KID, LedgerKey.Role.ROOT);
    }

    /** S, the service's key. */
    Signer service() {
        return signer(SystemNames.SERVICE_WALLET, SystemNames.SERVICE_KID, LedgerKey.Role.SERVICE);
    }

    /** T, a tenant's root. */
    Signer tenantRoot(TenantId tenant) {
        return signer(SystemNames.rootWallet(tenant), SystemNames.ROOT_KID, LedgerKey.Role.TENANT_ROOT);
    }

    private Signer signer(WalletId id, Kid kid, LedgerKey.Role role) {
        return wallets.find(id)
                .flatMap(wallet -> wallet.items().get(kid) instanceof WalletItem.Ed25519 key
                        ? Optional.of(Signer.of(wallet, key, role))
                        : Optional.empty())
                .orElseThrow(() -> new PortFailure.Corrupt(
                        "The service's own wallet " + id + " has no key " + kid + "; restore the data from a backup."));
    }
}
