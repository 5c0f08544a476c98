package io.cofre.assembly.config;

/** What is logged, and how. */
public record LogConfig(LogFormat format, LogLevel level, LogLevel libraries) {}
