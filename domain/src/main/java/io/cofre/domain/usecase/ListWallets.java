package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Reply;
import io.cofre.domain.auth.Requirement;
import io.cofre.domain.auth.Scopes;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** {@code GET /wallet}, {@code GET /api/admin/wallets} and {@code /tenants} (spec 02, 10). Thread-safe. */
public final class ListWallets {
    private final Wallets wallets;
    private final Tenants tenants;

    @Inject
    public ListWallets(Wallets wallets, Tenants tenants) {
        this.wallets = wallets;
        this.tenants = tenants;
    }

    /** The principal's own wallet; its items' refs into the vault go no further. */
    public Reply<Wallet> own(Principal principal) {
        return wallets.find(principal.wallet())
                .<Reply<Wallet>>map(Reply::done)
                .orElseGet(() -> Reply.refused(Code.WALLET_UNKNOWN, "There is no wallet " + principal.wallet() + "."));
    }

    /** A tenant's wallets; of all tenants for {@code platform.admin} where none is named. */
    public Reply<List<Wallet>> wallets(
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

    /** All tenants for {@code platform.admin}, its own for {@code tenant.admin}. */
    public Reply<List<Tenant>> tenants(Principal principal, Optional<TenantId> after, int limit) {
        return switch (Scopes.reign(principal.scopes())) {
            case ALL_TENANTS -> Reply.done(tenants.list(after, limit));
            case OWN_TENANT ->
                Reply.done(tenants.find(principal.tenant()).map(List::of).orElse(List.of()));
            case NOTHING -> refused(new Requirement.Administrator(), principal);
        };
    }

    private static <R> Reply<R> refused(Requirement requirement, Principal principal) {
        Problem problem = requirement.judge(principal).orElseThrow();
        return Reply.refused(problem);
    }
}
