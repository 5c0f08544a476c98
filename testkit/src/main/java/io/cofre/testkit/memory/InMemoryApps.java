package io.cofre.testkit.memory;

import io.cofre.ports.app.App;
import io.cofre.ports.app.AppId;
import io.cofre.ports.app.Apps;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.TenantId;
import java.util.List;
import java.util.Optional;

/** The apps of a store in memory. */
public final class InMemoryApps implements Apps {
    private final InMemoryStore store;

    public InMemoryApps(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Optional<App> find(TenantId tenant, AppId id) {
        return store.locked(
                () -> Optional.ofNullable(store.projections().apps.get(new Projections.AppKey(tenant, id))));
    }

    @Override
    public List<App> list(TenantId tenant, Optional<OwnerId> owner, Optional<AppId> after, int limit) {
        Bounds.limit(limit, 1_000);
        return store.locked(() -> store.projections().apps.values().stream()
                .filter(app -> app.tenant().equals(tenant))
                .filter(app -> owner.isEmpty() || owner.get().equals(app.owner()))
                .filter(app -> after.isEmpty()
                        || app.id().value().compareTo(after.get().value()) > 0)
                .limit(limit)
                .toList());
    }
}
