package io.cofre.domain.usecase;

import io.cofre.domain.Principal;
import io.cofre.domain.auth.Scopes;
import io.cofre.ports.app.App;
import io.cofre.ports.app.AppId;
import io.cofre.ports.app.Apps;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** {@code GET /api/apps} (spec 04). Thread-safe. */
public final class ListApps {
    private final Apps apps;

    @Inject
    public ListApps(Apps apps) {
        this.apps = apps;
    }

    /**
     * The caller's apps; a tenant's admin sees the tenant's. By id, after the given, at most {@code limit} (1 to
     * 1,000).
     */
    public List<App> list(Principal principal, Optional<AppId> after, int limit) {
        boolean admin = Scopes.reign(principal.scopes()) != Scopes.Reign.NOTHING;
        return apps.list(principal.tenant(), admin ? Optional.empty() : Optional.of(principal.owner()), after, limit);
    }
}
