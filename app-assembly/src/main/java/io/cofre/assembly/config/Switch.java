package io.cofre.assembly.config;

/** Whether there is such a thing. */
public enum Switch {
    ON,
    OFF
}
