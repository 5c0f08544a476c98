package io.cofre.ports.span;

/** Who, besides its owner, may see a span. */
public enum Visibility {
    /** Its owner alone (and the tenant's admin). */
    PRIVATE,
    /** Every principal of its tenant. */
    TENANT,
    /** Every principal of every tenant; only the system's root key writes such spans. */
    PUBLIC;

    /** The lower-case word that stands in the span. */
    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
