package io.cofre.assembly.node;

import io.cofre.assembly.config.Config;
import io.cofre.assembly.config.StoreConfig;
import io.cofre.assembly.wiring.Closing;
import io.cofre.ports.PortFailure;
import io.cofre.ports.audit.LedgerSnapshots;
import io.cofre.ports.span.LedgerScan;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.audit.PostgresLedgerSnapshots;
import io.cofre.postgres.span.PostgresLedgerScan;
import java.util.Map;
import java.util.function.Function;

/** The ledger of a node, read beside it. */
public final class LiveLedger {
    private LiveLedger() {}

    /** Lends the ledger to a function. */
    public static <R> R read(
            Config config, Map<String, String> environment, Progress progress, Function<LedgerScan, R> use) {
        return lend(config, environment, progress, connections -> use.apply(new PostgresLedgerScan(connections)));
    }

    /** Lends the ledger beside its projections to a function. */
    public static <R> R compare(
            Config config, Map<String, String> environment, Progress progress, Function<LedgerSnapshots, R> use) {
        return lend(config, environment, progress, connections -> use.apply(new PostgresLedgerSnapshots(connections)));
    }

    private static <R> R lend(
            Config config, Map<String, String> environment, Progress progress, Function<PostgresConnections, R> use) {
        try (Closing closing = new Closing()) {
            PostgresConnections connections = switch (config.store().backend()) {
                case StoreConfig.Backend.Embedded ignored -> own(config, closing, progress);
                case StoreConfig.Backend.Shared ignored ->
                    Database.open(config, new Secrets(environment), closing, progress)
                            .connections();
                case StoreConfig.Backend.InMemory ignored -> throw OpenedNode.nothingKept();
            };
            return use.apply(connections);
        } catch (PortFailure e) {
            throw StartFailure.of(e);
        }
    }

    private static PostgresConnections own(Config config, Closing closing, Progress progress) {
        OwnServer server = OwnServer.open(config, closing, progress);
        return closing.keep(
                "connections",
                new PostgresConnections(
                        server.url(), server.user(), server.password(), new PostgresConnections.Sizes(1, 1, 2)));
    }
}
