package io.cofre.domain.prompt;

import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.Visibility;

/** Whose span a prompt, or a part of one, is; and from there, whose blocks its names mean (ADR 7). Pure. */
public record Origin(TenantId tenant, OwnerId owner, Visibility visibility) {
    /** How a block stands to a template that names it; the first wins, and a foreign one is never taken. */
    public enum Standing {
        /** Of the template's own owner, so that nobody else writes into the template. */
        OWN,
        /** Public: only the system's root key writes such spans. */
        SHIPPED,
        /** Of anyone else, even where the tenant sees it. */
        FOREIGN
    }

    /** How a block of another origin stands to a template of this one. A public template takes public blocks alone. */
    public Standing standing(Origin block) {
        if (block.visibility == Visibility.PUBLIC) {
            return Standing.SHIPPED;
        }
        boolean own = visibility != Visibility.PUBLIC && block.tenant.equals(tenant) && block.owner.equals(owner);
        return own ? Standing.OWN : Standing.FOREIGN;
    }
}
