package io.cofre.domain.usecase;

import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Reply;
import io.cofre.domain.auth.Requirement;
import io.cofre.domain.auth.Scopes;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** {@code GET /api/admin/wallets} (spec 10). Thread-safe. */
public final class ListWallets {
    private final Wallets wallets;

    @Inject
    public ListWallets(Wallets wallets) {
        this.wallets = wallets;
    }

    /** A tenant's wallets; of all tenants for {@code platform.admin} where none is named. */
    public Reply<List<Wallet>> list(
            Principal principal, Optional<TenantId> tenant, Optional<WalletId> after, int limit) {
        return switch (Scopes.reign(principal.scopes())) {
            case ALL_TENANTS -> Reply.done(wallets.list(tenant, after, limit));
            case OWN_TENANT ->
                tenant.filter(named -> !named.equals(principal.tenant())).isPresent()
                        ? refused(new Requirement.PlatformAdministrator(), principal)
                        : Reply.done(wallets.list(Optional.of(principal.tenant()), after, limit));
            case NOTHING -> refused(new Requirement.Administrator(), principal);
        };
    }

    private static <R> Reply<R> refused(Requirement requirement, Principal principal) {
        Problem problem = requirement.judge(principal).orElseThrow();
        return Reply.refused(problem);
    }
}
