package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.auth.Scopes;
import io.cofre.domain.ledger.DerivedIds;
import io.cofre.domain.ledger.SystemNames;
import io.cofre.domain.wallet.Administration;
import io.cofre.domain.wallet.WalletStates;
import io.cofre.ports.journal.Guard;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /api/admin/wallets}: makes a wallet with an Ed25519 key {@code kid_ed25519_main}, introduced by its
 * tenant's root (spec 10). Thread-safe.
 */
public final class CreateWallet {
    private final Wallets wallets;
    private final Tenants tenants;
    private final Births births;
    private final ServiceKeys keys;
    private final Notary notary;
    private final Commits commits;
    private final InstantSource clock;

    @Inject
    public CreateWallet(
            Wallets wallets,
            Tenants tenants,
            Births births,
            ServiceKeys keys,
            Notary notary,
            Commits commits,
            InstantSource clock) {
        this.wallets = wallets;
        this.tenants = tenants;
        this.births = births;
        this.keys = keys;
        this.notary = notary;
        this.commits = commits;
        this.clock = clock;
    }

    /**
     * What is asked.
     *
     * @param metered false only by {@code platform.admin}; where nothing is said, as the administrator may
     */
    public record Request(WalletId wallet, TenantId tenant, OwnerId owner, Optional<Boolean> metered) {}

    /** A wallet of that id, in any tenant: {@code wallet.exists}. Of two at once, one is made. */
    public Reply<Wallet> create(Principal principal, Request request, Optional<Repeatable<Wallet>> once) {
        Optional<Problem> refusal = Administration.over(principal, request.tenant());
        if (refusal.isPresent()) {
            return Reply.refused(refusal.get());
        }
        if (SystemNames.ownWallet(request.wallet(), request.tenant())
                || request.wallet().value().endsWith("_root")
                || request.wallet().value().startsWith("wlt_system_")) {
            return Reply.refused(
                    Code.WALLET_KEY_RESERVED, "Names of this form are kept for the service's own wallets.");
        }
        boolean metered = request.metered().orElse(Scopes.reign(principal.scopes()) != Scopes.Reign.ALL_TENANTS);
        if (!metered && Scopes.reign(principal.scopes()) != Scopes.Reign.ALL_TENANTS) {
            return Reply.refused(Problem.field("/metered", "Only platform.admin makes unmetered wallets."));
        }
        return commits.run(once, () -> plan(principal, request, metered));
    }

    private Plan<Wallet> plan(Principal principal, Request request, boolean metered) {
        if (tenants.find(request.tenant()).isEmpty()) {
            return new Plan.Refuse<>(
                    Problem.of(Code.TENANT_UNKNOWN, "There is no tenant " + request.tenant() + "; make it first."));
        }
        if (wallets.find(request.wallet()).isPresent()) {
            return new Plan.Refuse<>(
                    Problem.of(Code.WALLET_EXISTS, "There is a wallet " + request.wallet() + " already."));
        }
        Instant now = clock.instant();
        Wallet wallet =
                births.wallet(request.wallet(), request.tenant(), request.owner(), SystemNames.MAIN_KID, metered, now);
        Births.Birth birth = births.born(
                wallet, LedgerKey.Role.WALLET, keys.service(), keys.tenantRoot(request.tenant()), principal.who(), now);
        return new Plan.Write<>(
                wallet,
                notary.sign(principal, birth.drafts()),
                List.of(new Guard.InState(DerivedIds.ofTenant(request.tenant()), WalletStates.SERVING)),
                birth.effects());
    }
}
