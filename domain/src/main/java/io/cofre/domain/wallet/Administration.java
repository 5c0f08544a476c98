package io.cofre.domain.wallet;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.auth.Need;
import io.cofre.domain.auth.Requirement;
import io.cofre.domain.auth.Scopes;
import io.cofre.domain.ledger.SystemNames;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.wallet.Wallet;
import java.util.Optional;

/** Who may act on which wallet (spec 01, 02). Pure. */
public final class Administration {
    private Administration() {}

    /** Empty where the principal administers the tenant. */
    public static Optional<Problem> over(Principal principal, TenantId tenant) {
        return switch (Scopes.reign(principal.scopes())) {
            case ALL_TENANTS -> Optional.empty();
            case OWN_TENANT ->
                principal.tenant().equals(tenant)
                        ? Optional.empty()
                        : Optional.of(Problem.of(
                                        Code.AUTH_SCOPE_MISSING,
                                        "tenant.admin administers its own tenant alone; another takes platform.admin.")
                                .with("scope", "platform.admin"));
            case NOTHING -> new Requirement.Administrator().judge(principal);
        };
    }

    /**
     * Empty where the principal may change the keys of a wallet: its own with the scope {@code wallet.key.<op>},
     * another's with an admin scope over it; never the service's own wallets, whose keys change only by their own use
     * cases.
     */
    public static Optional<Problem> ofKeys(Principal principal, Wallet wallet, String operation) {
        if (SystemNames.ownWallet(wallet.id(), wallet.tenant())) {
            return Optional.of(Problem.of(
                    Code.WALLET_KEY_RESERVED,
                    "Wallet " + wallet.id() + " belongs to the service; its keys are not changed by this route."));
        }
        Need need = Need.of("wallet.key." + operation);
        if (principal.wallet().equals(wallet.id())) {
            return Scopes.grant(principal.scopes(), need)
                    ? Optional.empty()
                    : over(principal, wallet.tenant()).map(whyNot -> Requirement.missing(need));
        }
        return over(principal, wallet.tenant());
    }
}
