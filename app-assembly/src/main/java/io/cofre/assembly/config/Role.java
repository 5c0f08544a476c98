package io.cofre.assembly.config;

/** What a node runs. */
public enum Role {
    /** The HTTP routes. */
    API,
    /** The clean-up of what expires. */
    SCHEDULER
}
