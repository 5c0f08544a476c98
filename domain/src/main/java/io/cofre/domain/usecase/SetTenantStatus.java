package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.auth.Requirement;
import io.cofre.domain.ledger.Records;
import io.cofre.domain.wallet.WalletStates;
import io.cofre.ports.journal.TenantEffect;
import io.cofre.ports.node.Invalidation;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.tenant.Tenants;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Suspends and reopens tenants (spec 10). All that is theirs stops within the bounds of 01. Thread-safe. */
public final class SetTenantStatus {
    private final Tenants tenants;
    private final ServiceKeys keys;
    private final Notary notary;
    private final Commits commits;
    private final Invalidation invalidation;
    private final InstantSource clock;

    @Inject
    public SetTenantStatus(
            Tenants tenants,
            ServiceKeys keys,
            Notary notary,
            Commits commits,
            Invalidation invalidation,
            InstantSource clock) {
        this.tenants = tenants;
        this.keys = keys;
        this.notary = notary;
        this.commits = commits;
        this.invalidation = invalidation;
        this.clock = clock;
    }

    /** Takes {@code platform.admin}. */
    public Reply<Tenant> set(
            Principal principal, TenantId id, Tenant.Status status, String reason, Optional<Repeatable<Tenant>> once) {
        Optional<Problem> refusal = new Requirement.PlatformAdministrator().judge(principal);
        if (refusal.isPresent()) {
            return Reply.refused(refusal.get());
        }
        Reply<Tenant> reply = commits.run(once, () -> plan(principal, id, status, reason));
        invalidation.publish(new Invalidation.Notice(Invalidation.About.TENANT, id.value()));
        return reply;
    }

    private Plan<Tenant> plan(Principal principal, TenantId id, Tenant.Status status, String reason) {
        Optional<Tenant> found = tenants.find(id);
        if (found.isEmpty()) {
            return new Plan.Refuse<>(Problem.of(Code.TENANT_UNKNOWN, "There is no tenant " + id + "."));
        }
        Optional<Problem> refusal = WalletStates.change(found.get(), status);
        if (refusal.isPresent()) {
            return new Plan.Refuse<>(refusal.get());
        }
        Tenant changed = WalletStates.with(found.get(), status);
        Notary.Draft draft = new Notary.Draft(
                Records.tenant(changed, status.wire(), principal.who(), clock.instant(), Optional.of(reason)),
                keys.service());
        return new Plan.Write<>(
                changed,
                notary.sign(principal, List.of(draft)),
                List.of(),
                List.of(new TenantEffect.Put(changed, draft.version())));
    }
}
