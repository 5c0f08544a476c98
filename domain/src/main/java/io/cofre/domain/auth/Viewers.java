package io.cofre.domain.auth;

import io.cofre.domain.Principal;
import io.cofre.ports.span.Viewer;

/** For whom a principal reads spans (spec 03, "Tenants by force"). Pure. */
public final class Viewers {
    private Viewers() {}

    /** A tenant's admin sees its whole tenant, everyone else their own, the tenant's and public spans. */
    public static Viewer of(Principal principal) {
        return new Viewer(
                principal.tenant(),
                principal.owner(),
                Scopes.reign(principal.scopes()) == Scopes.Reign.NOTHING
                        ? Viewer.Reach.OWN
                        : Viewer.Reach.WHOLE_TENANT);
    }
}
