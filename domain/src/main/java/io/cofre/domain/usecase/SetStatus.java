package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.auth.Requirement;
import io.cofre.domain.ledger.Records;
import io.cofre.domain.ledger.SystemNames;
import io.cofre.domain.wallet.Administration;
import io.cofre.domain.wallet.WalletStates;
import io.cofre.ports.journal.TenantEffect;
import io.cofre.ports.journal.WalletEffect;
import io.cofre.ports.node.Invalidation;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Tenant;
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
 * Suspends, reopens and closes wallets; suspends and reopens tenants (spec 02, 10). Tokens, sessions and keys stop
 * within the bounds of 01. Thread-safe.
 */
public final class SetStatus {
    private final Wallets wallets;
    private final Tenants tenants;
    private final ServiceKeys keys;
    private final Notary notary;
    private final Commits commits;
    private final Invalidation invalidation;
    private final InstantSource clock;

    @Inject
    public SetStatus(
            Wallets wallets,
            Tenants tenants,
            ServiceKeys keys,
            Notary notary,
            Commits commits,
            Invalidation invalidation,
            InstantSource clock) {
        this.wallets = wallets;
        this.tenants = tenants;
        this.keys = keys;
        this.notary = notary;
        this.commits = commits;
        this.invalidation = invalidation;
        this.clock = clock;
    }

    /** Takes an admin scope over the wallet. */
    public Reply<Wallet> wallet(
            Principal principal, WalletId id, Wallet.Status status, String reason, Optional<Repeatable<Wallet>> once) {
        Reply<Wallet> reply = commits.run(once, () -> {
            Optional<Wallet> found = wallets.find(id);
            Optional<Problem> refusal = found.map(wallet -> Administration.over(principal, wallet.tenant())
                            .or(() -> SystemNames.ownWallet(id, wallet.tenant())
                                    ? Optional.of(Problem.of(
                                            Code.WALLET_KEY_RESERVED,
                                            "Wallet " + id + " belongs to the service and stays active."))
                                    : WalletStates.change(wallet.status(), status)))
                    .orElseGet(() -> Administration.over(principal, principal.tenant())
                            .or(() -> Optional.of(Problem.of(Code.WALLET_UNKNOWN, "There is no wallet " + id + "."))));
            if (refusal.isPresent()) {
                return new Plan.Refuse<>(refusal.get());
            }
            Wallet old = found.orElseThrow();
            Wallet changed = new Wallet(
                    old.id(),
                    old.owner(),
                    old.tenant(),
                    old.items(),
                    status,
                    old.createdAt(),
                    old.metered(),
                    old.seq() + 1);
            Instant now = clock.instant();
            Notary.Draft draft = new Notary.Draft(
                    Records.wallet(changed, status.wire(), principal.who(), now, Optional.of(reason)), keys.service());
            return new Plan.Write<>(
                    changed,
                    notary.sign(List.of(draft)),
                    List.of(),
                    List.of(new WalletEffect.Put(changed, draft.version())));
        });
        invalidation.publish(new Invalidation.Notice(Invalidation.About.WALLET, id.value()));
        return reply;
    }

    /** Takes {@code platform.admin}. */
    public Reply<Tenant> tenant(
            Principal principal, TenantId id, Tenant.Status status, String reason, Optional<Repeatable<Tenant>> once) {
        Optional<Problem> refusal = new Requirement.PlatformAdministrator().judge(principal);
        if (refusal.isPresent()) {
            return Reply.refused(refusal.get());
        }
        Reply<Tenant> reply = commits.run(once, () -> {
            Optional<Tenant> found = tenants.find(id);
            if (found.isEmpty()) {
                return new Plan.Refuse<>(Problem.of(Code.TENANT_UNKNOWN, "There is no tenant " + id + "."));
            }
            if (id.equals(SystemNames.SYSTEM)) {
                return new Plan.Refuse<>(Problem.of(Code.WALLET_STATUS, "Tenant system stays active."));
            }
            Tenant old = found.get();
            if (old.status() == status) {
                return new Plan.Refuse<>(
                        Problem.of(Code.WALLET_STATUS, "The tenant is " + status.wire() + " already."));
            }
            Tenant changed = new Tenant(
                    old.id(), old.name(), status, old.hashKey(), old.wrappingKey(), old.createdAt(), old.seq() + 1);
            Notary.Draft draft = new Notary.Draft(
                    Records.tenant(changed, status.wire(), principal.who(), clock.instant(), Optional.of(reason)),
                    keys.service());
            return new Plan.Write<>(
                    changed,
                    notary.sign(List.of(draft)),
                    List.of(),
                    List.of(new TenantEffect.Put(changed, draft.version())));
        });
        invalidation.publish(new Invalidation.Notice(Invalidation.About.TENANT, id.value()));
        return reply;
    }
}
