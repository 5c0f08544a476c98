package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.auth.Requirement;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Language;
import io.cofre.ports.tenant.Tenants;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /api/admin/tenants}: makes a tenant with its root key T (spec 03, 10). Takes {@code platform.admin}.
 * Thread-safe.
 */
public final class CreateTenant {
    private final Tenants tenants;
    private final Births births;
    private final ServiceKeys keys;
    private final Notary notary;
    private final Commits commits;
    private final InstantSource clock;

    @Inject
    public CreateTenant(
            Tenants tenants, Births births, ServiceKeys keys, Notary notary, Commits commits, InstantSource clock) {
        this.tenants = tenants;
        this.births = births;
        this.keys = keys;
        this.notary = notary;
        this.commits = commits;
        this.clock = clock;
    }

    /** What was made. */
    public record Created(TenantId tenant, String name, Set<Language> languages) {
        public Created {
            languages = Set.copyOf(languages);
        }
    }

    /**
     * A tenant of that id: {@code tenant.exists}. Of two at once, one is made.
     *
     * @param languages whose stems its memories are found by; nothing changes them later
     */
    public Reply<Created> create(
            Principal principal,
            TenantId tenant,
            String name,
            Set<Language> languages,
            Optional<Repeatable<Created>> once) {
        Optional<Problem> refusal = new Requirement.PlatformAdministrator().judge(principal);
        if (refusal.isPresent()) {
            return Reply.refused(refusal.get());
        }
        return commits.run(
                once,
                () -> tenants.find(tenant).isPresent()
                        ? new Plan.Refuse<>(Problem.of(Code.TENANT_EXISTS, "There is a tenant " + tenant + " already."))
                        : plan(principal, tenant, name, languages));
    }

    private Plan<Created> plan(Principal principal, TenantId tenant, String name, Set<Language> languages) {
        Births.Birth birth =
                births.tenant(tenant, name, languages, keys.root(), keys.service(), principal.who(), clock.instant());
        return new Plan.Write<>(
                new Created(tenant, name, languages),
                notary.sign(principal, birth.drafts()),
                List.of(),
                birth.effects());
    }
}
