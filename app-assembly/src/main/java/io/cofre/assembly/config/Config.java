package io.cofre.assembly.config;

import java.util.List;

/**
 * The settings of one node, all of them valid together.
 *
 * @param effective every setting with its value and its source, in the order of the reference page; no secrets
 */
public record Config(
        NodeConfig node,
        HttpConfig http,
        StoreConfig store,
        VaultConfig vault,
        TrustConfig trust,
        LedgerConfig ledger,
        AuthConfig auth,
        ProvidersConfig providers,
        SchedulerConfig scheduler,
        TelemetryConfig telemetry,
        LogConfig log,
        List<Effective> effective) {
    public Config {
        effective = List.copyOf(effective);
    }

    /**
     * One setting as it holds.
     *
     * @param value for people; empty where nothing is set
     * @param source for people: {@code default}, {@code environment COFRE_HTTP_PORT}, a file and line
     */
    public record Effective(String name, String value, String source) {}
}
