package io.cofre.domain.usecase;

import io.cofre.domain.Principal;
import io.cofre.domain.Reply;
import io.cofre.domain.auth.Requirement;
import io.cofre.domain.auth.Scopes;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.tenant.Tenants;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** {@code GET /api/admin/tenants} (spec 10). Thread-safe. */
public final class ListTenants {
    private final Tenants tenants;

    @Inject
    public ListTenants(Tenants tenants) {
        this.tenants = tenants;
    }

    /** All tenants for {@code platform.admin}, its own for {@code tenant.admin}. */
    public Reply<List<Tenant>> list(Principal principal, Optional<TenantId> after, int limit) {
        return switch (Scopes.reign(principal.scopes())) {
            case ALL_TENANTS -> Reply.done(tenants.list(after, limit));
            case OWN_TENANT ->
                Reply.done(tenants.find(principal.tenant()).map(List::of).orElse(List.of()));
            case NOTHING ->
                Reply.refused(new Requirement.Administrator().judge(principal).orElseThrow());
        };
    }
}
