package io.cofre.testkit.memory;

import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.tenant.Tenants;
import java.util.List;
import java.util.Optional;

/** The tenants of a store in memory. */
public final class InMemoryTenants implements Tenants {
    private final InMemoryStore store;

    public InMemoryTenants(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return store.locked(
                () -> Optional.ofNullable(store.projections().tenants.get(id)));
    }

    @Override
    public List<Tenant> list(Optional<TenantId> after, int limit) {
        Bounds.limit(limit, 1_000);
        return store.locked(() -> store.projections().tenants.values().stream()
                .filter(tenant -> after.isEmpty()
                        || tenant.id().value().compareTo(after.get().value()) > 0)
                .limit(limit)
                .toList());
    }
}
