package io.cofre.assembly.config;

/** The least that is logged. */
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG
}
