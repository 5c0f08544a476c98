package io.cofre.assembly.config;

/** A choice of adapters. */
public enum AssemblyName {
    /** A PostgreSQL of the node's own, in the data directory. */
    EMBEDDED,
    /** A PostgreSQL and a Redis that several nodes share. */
    ONPREM,
    /** The process's own memory, and gone with it. */
    MEMORY
}
