package io.cofre.ports.span;

/**
 * For whom spans are read. Visible are: own spans (same tenant and owner), the tenant's with visibility {@code tenant},
 * public ones, and to a tenant's admin its whole tenant (spec 03, "Tenants by force"). Whoever may not see the newest
 * version of an id sees no version of it.
 */
public record Viewer(TenantId tenant, OwnerId owner, Reach reach) {
    /** How far the viewer sees inside its tenant. */
    public enum Reach {
        OWN,
        WHOLE_TENANT
    }
}
