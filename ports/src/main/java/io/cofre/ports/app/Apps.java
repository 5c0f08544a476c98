package io.cofre.ports.app;

import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.TenantId;
import java.util.List;
import java.util.Optional;

/** Registered apps; reads only. Thread-safe. */
public interface Apps {
    Optional<App> find(TenantId tenant, AppId id);

    /**
     * A tenant's apps, of one owner where given, by id ascending, after the given id, at most {@code limit} (1 to
     * 1,000).
     */
    List<App> list(TenantId tenant, Optional<OwnerId> owner, Optional<AppId> after, int limit);
}
