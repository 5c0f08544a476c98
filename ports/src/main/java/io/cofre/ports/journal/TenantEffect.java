package io.cofre.ports.journal;

import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.tenant.Tenant;

/** What {@code tenant} spans do. */
public sealed interface TenantEffect extends Effect {
    /** The row is from now on as given. */
    record Put(Tenant tenant, SpanVersion cause) implements TenantEffect {}
}
