package io.cofre.ports.tenant;

import io.cofre.ports.span.TenantId;
import java.util.List;
import java.util.Optional;

/** Tenants; reads only. Thread-safe. */
public interface Tenants {
    Optional<Tenant> find(TenantId id);

    /** By id ascending, after the given id, at most {@code limit} (1 to 1,000). */
    List<Tenant> list(Optional<TenantId> after, int limit);
}
