package io.cofre.assembly.config;

import java.net.URI;

/** The settings of what an operator sees: counts, traces, logs. */
final class OperatorSettings {
    static final Setting<Switch> METRICS = Setting.of(
            "http.metrics",
            Kinds.choice(Switch.class),
            "on",
            "Whether GET /metrics tells what the node counts, in Prometheus' text format: to anybody who reaches it, like"
                    + " /health. No name, id or secret is in it.");

    static final Setting<URI> OTEL_ENDPOINT = Setting.optional(
            "otel.endpoint",
            Kinds.webAddress(false),
            "no traces",
            "An OpenTelemetry collector that takes OTLP over HTTP (usually port 4318), without /v1/traces: the node sends"
                    + " its traces there.");
    static final Setting<Integer> OTEL_SAMPLED = Setting.of(
                    "otel.sampled_percent",
                    Kinds.whole(0, 100),
                    "100",
                    "How many of the traces that begin at this node are sent; a caller that sends a traceparent has"
                            + " decided for its own.")
            .in("percent");
    static final Setting<String> OTEL_SERVICE = Setting.of(
            "otel.service_name", Kinds.name(), "cofre", "What the node calls itself in its traces (service.name).");

    static final Setting<LogFormat> LOG_FORMAT = Setting.of(
            "log.format", Kinds.choice(LogFormat.class), "text", "Lines for people, or one JSON object each.");
    static final Setting<LogLevel> LOG_LEVEL =
            Setting.of("log.level", Kinds.choice(LogLevel.class), "info", "The least that the program logs.");
    static final Setting<LogLevel> LOG_LIBRARIES = Setting.of(
            "log.libraries_level", Kinds.choice(LogLevel.class), "warn", "The least that its libraries log.");

    private OperatorSettings() {}
}
