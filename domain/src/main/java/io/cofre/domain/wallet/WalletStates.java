package io.cofre.domain.wallet;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.domain.ledger.SystemNames;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import java.util.Optional;
import java.util.Set;

/** In which states wallets and tenants serve, and which change into which (spec 02, 10). Pure. */
public final class WalletStates {
    /** The statuses that a change resting on a wallet or tenant demands at the ledger's own time. */
    public static final Set<String> SERVING = Set.of("active");

    private WalletStates() {}

    /** Empty where the wallet and its tenant serve. */
    public static Optional<Problem> serving(Wallet wallet, Tenant tenant) {
        if (tenant.status() != Tenant.Status.ACTIVE) {
            return Optional.of(Problem.of(
                    Code.TENANT_SUSPENDED,
                    "Tenant " + tenant.id() + " is suspended; ask its platform's administrator."));
        }
        return switch (wallet.status()) {
            case ACTIVE -> Optional.empty();
            case SUSPENDED, CLOSED ->
                Optional.of(stopped(wallet.id(), Optional.of(wallet.status().wire())));
        };
    }

    /**
     * What is said of a wallet that does not serve.
     *
     * @param status as the wallet's span says it; empty where there is none
     */
    public static Problem stopped(WalletId wallet, Optional<String> status) {
        return status.filter(Wallet.Status.CLOSED.wire()::equals).isPresent()
                ? Problem.of(Code.WALLET_CLOSED, "Wallet " + wallet + " is closed for good.")
                : Problem.of(
                        Code.WALLET_SUSPENDED, "Wallet " + wallet + " is suspended; ask its tenant's administrator.");
    }

    /** The wallet's next version in another status. */
    public static Wallet with(Wallet wallet, Wallet.Status status) {
        return new Wallet(
                wallet.id(),
                wallet.owner(),
                wallet.tenant(),
                wallet.items(),
                status,
                wallet.createdAt(),
                wallet.metered(),
                wallet.seq() + 1);
    }

    /** Empty where a wallet may get another status; a closed one stays closed, the service's own stay active. */
    public static Optional<Problem> change(Wallet wallet, Wallet.Status to) {
        if (SystemNames.ownWallet(wallet.id(), wallet.tenant())) {
            return Optional.of(Problem.of(
                    Code.WALLET_KEY_RESERVED, "Wallet " + wallet.id() + " belongs to the service and stays active."));
        }
        if (wallet.status() == Wallet.Status.CLOSED) {
            return Optional.of(Problem.of(Code.WALLET_CLOSED, "A closed wallet stays closed; make a new one."));
        }
        return wallet.status() == to
                ? Optional.of(Problem.of(Code.WALLET_STATUS, "The wallet is " + to.wire() + " already."))
                : Optional.empty();
    }

    /** Empty where a tenant may get another status; the platform's own stays active. */
    public static Optional<Problem> change(Tenant tenant, Tenant.Status to) {
        if (tenant.id().equals(SystemNames.SYSTEM)) {
            return Optional.of(Problem.of(Code.WALLET_STATUS, "Tenant system stays active."));
        }
        return tenant.status() == to
                ? Optional.of(Problem.of(Code.WALLET_STATUS, "The tenant is " + to.wire() + " already."))
                : Optional.empty();
    }

    /** The tenant's next version in another status. */
    public static Tenant with(Tenant tenant, Tenant.Status status) {
        return new Tenant(
                tenant.id(),
                tenant.name(),
                status,
                tenant.hashKey(),
                tenant.wrappingKey(),
                tenant.languages(),
                tenant.createdAt(),
                tenant.seq() + 1);
    }
}
