package io.cofre.assembly.config;

import java.net.URI;
import java.util.Optional;

/**
 * What a node shows of itself.
 *
 * @param metrics whether there is {@code /metrics}
 * @param traces empty where none are sent
 */
public record TelemetryConfig(Switch metrics, Optional<Traces> traces) {
    /**
     * Where traces go.
     *
     * @param endpoint of an OTLP/HTTP collector, without {@code /v1/traces}
     * @param sampledPercent of the traces that begin here, 0 to 100
     * @param service names this one among others
     */
    public record Traces(URI endpoint, int sampledPercent, String service) {}
}
