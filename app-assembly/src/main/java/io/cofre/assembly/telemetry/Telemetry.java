package io.cofre.assembly.telemetry;

import io.cofre.assembly.config.Switch;
import io.cofre.assembly.config.TelemetryConfig;
import io.cofre.http.surface.Watch;
import io.cofre.local.cache.LookupCount;
import io.cofre.local.postgres.PostgresListener;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.node.Memo;
import io.cofre.ports.provider.Provider;
import io.cofre.ports.vault.KeyVault;
import io.cofre.postgres.journal.BatchListener;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What looks on while a node works. What is off costs nothing: its decorators are not there. Thread-safe.
 *
 * <p>Labels and attributes hold routes, codes, outcomes, names from the configuration: never what a caller sent.
 */
public final class Telemetry implements AutoCloseable {
    private final Optional<Meters> meters;
    private final Optional<Tracing> tracing;
    private final PostgresRestarts restarts = new PostgresRestarts();

    private Telemetry(Optional<Meters> meters, Optional<Tracing> tracing) {
        this.meters = meters;
        this.tracing = tracing;
    }

    /**
     * As the settings say.
     *
     * @param version of the program
     */
    public static Telemetry of(TelemetryConfig config, String version) {
        Telemetry telemetry = new Telemetry(
                config.metrics() == Switch.ON ? Optional.of(new Meters(version)) : Optional.empty(),
                config.traces().map(traces -> new Tracing(traces, version)));
        telemetry.counted(
                "cofre.postgres.restarts",
                "How often the node's own PostgreSQL ended unplanned and was started again",
                telemetry.restarts::count);
        return telemetry;
    }

    /** Nothing is counted nor traced. */
    public static Telemetry off() {
        return new Telemetry(Optional.empty(), Optional.empty());
    }

    public Journal journal(Journal journal) {
        Journal counted = meters.<Journal>map(counts -> new MeteredJournal(journal, counts))
                .orElse(journal);
        return tracing.<Journal>map(traces -> new TracedJournal(counted, traces))
                .orElse(counted);
    }

    public KeyVault vault(KeyVault vault) {
        KeyVault counted =
                meters.<KeyVault>map(counts -> new MeteredVault(vault, counts)).orElse(vault);
        return tracing.<KeyVault>map(traces -> new TracedVault(counted, traces)).orElse(counted);
    }

    public Provider provider(Provider provider) {
        Provider counted = meters.<Provider>map(counts -> new MeteredProvider(provider, counts))
                .orElse(provider);
        return tracing.<Provider>map(traces -> new TracedProvider(counted, traces))
                .orElse(counted);
    }

    /**
     * Counts the lookups of a memo.
     *
     * @param name in the label {@code cache}
     */
    public <K, V> Memo<K, V> memo(String name, Memo<K, V> memo) {
        return meters.<Memo<K, V>>map(counts -> new MeteredMemo<>(memo, name, counts))
                .orElse(memo);
    }

    /**
     * Counts the lookups of a cache that counts them itself.
     *
     * @param name in the label {@code cache}
     */
    public void cache(String name, Supplier<LookupCount> lookups) {
        lookups(name, "hit", () -> lookups.get().hits());
        lookups(name, "miss", () -> lookups.get().misses());
    }

    private void lookups(String name, String result, LongSupplier count) {
        counted(MeteredMemo.LOOKUPS, MeteredMemo.OF_LOOKUPS, count, "cache", name, "result", result);
    }

    /** Hears of the journal's batches. */
    public BatchListener batches() {
        if (meters.isEmpty()) {
            return (changes, took) -> {};
        }
        DistributionSummary sizes =
                meters.get().sizes("cofre.journal.batch.changes", "How many changes share a commit");
        Timer times = meters.get().timer("cofre.journal.batch.duration", "What the store takes for a batch");
        return (changes, took) -> {
            sizes.record(changes);
            times.record(took);
        };
    }

    /** Hears of the node's own PostgreSQL. */
    public PostgresListener postgres() {
        return restarts;
    }

    /** Another count, which only rises. */
    public void counted(String name, String description, LongSupplier count, String... tags) {
        meters.ifPresent(counts -> counts.counted(name, description, count, tags));
    }

    /** A number that rises and falls. */
    public void gauge(String name, String description, LongSupplier value) {
        meters.ifPresent(counts -> counts.gauge(name, description, value));
    }

    /** Looks on at the HTTP surface. */
    public Watch watch() {
        return new RequestWatch(meters.map(HttpMeters::new), tracing);
    }

    /** All that is counted, in Prometheus' text format; empty where that is off. */
    public Optional<Supplier<String>> text() {
        return meters.map(counts -> counts::text);
    }

    /** Sends the last traces. */
    @Override
    public void close() {
        tracing.ifPresent(Tracing::close);
        meters.ifPresent(Meters::close);
    }
}
