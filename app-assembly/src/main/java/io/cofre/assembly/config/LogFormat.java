package io.cofre.assembly.config;

/** How a log line looks. */
public enum LogFormat {
    TEXT,
    JSON
}
