package io.cofre.assembly.node;

import io.cofre.assembly.config.Config;
import io.cofre.assembly.config.HttpConfig;
import io.cofre.assembly.config.StoreConfig;
import io.cofre.assembly.telemetry.Telemetry;
import io.cofre.assembly.wiring.Assembled;
import io.cofre.assembly.wiring.Closing;
import io.cofre.assembly.wiring.Foundation;
import io.cofre.assembly.wiring.Stores;
import io.cofre.local.vault.MasterKeys;
import io.cofre.ports.PortFailure;
import io.cofre.postgres.journal.PostgresJournal;
import io.cofre.postgres.span.PostgresLedgerScan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;

/** A node whose store, vault and use cases are there: what serving, and the commands on the node's data, rest on. */
public record OpenedNode(Config config, Assembled assembled, Closing closing) implements AutoCloseable {
    /**
     * In milliseconds, as spans tell time. PostgreSQL rounds what is finer than it keeps, and a row could come to say
     * another millisecond than its span.
     */
    private static final Clock TIME = Clock.tickMillis(ZoneOffset.UTC);

    /**
     * As {@link #open}, for a command, where there is data already: a mistyped directory must not become an
     * installation.
     */
    public static OpenedNode existing(Config config, Map<String, String> environment, Progress progress) {
        switch (config.store().backend()) {
            case StoreConfig.Backend.Embedded ignored -> OwnServer.requireData(config);
            case StoreConfig.Backend.Shared ignored -> {}
            case StoreConfig.Backend.InMemory ignored -> throw nothingKept();
        }
        return open(config, environment, progress, config.http().port(), Telemetry.off(), new Closing());
    }

    /**
     * Opens everything in order; where that fails, what was opened is closed again.
     *
     * @param environment where secrets may lie
     * @param port that the node listens on, if it does
     * @param telemetry looks on; closed at the end of the closing
     * @param closing takes what is opened
     */
    static OpenedNode open(
            Config config,
            Map<String, String> environment,
            Progress progress,
            int port,
            Telemetry telemetry,
            Closing closing) {
        try {
            closing.keep("telemetry", telemetry);
            URI origin = config.http().publicUrl().orElseGet(() -> origin(config.http(), port));
            Foundation foundation = new Foundation(config, TIME, origin, telemetry, closing);
            Assembled assembled = config.store().backend() instanceof StoreConfig.Backend.InMemory
                    ? Assembled.inMemory(foundation)
                    : stored(foundation, new Secrets(environment), progress);
            return new OpenedNode(config, assembled, closing);
        } catch (PortFailure e) {
            closing.close();
            throw StartFailure.of(e);
        } catch (RuntimeException e) {
            // A fault of this program; what was opened must not outlive it.
            closing.close();
            throw e;
        }
    }

    private static Assembled stored(Foundation foundation, Secrets secrets, Progress progress) {
        Config config = foundation.config();
        makeDataDirectory(config.node().dataDirectory());
        Database database =
                Database.open(config, secrets, foundation.telemetry().postgres(), foundation.closing(), progress);
        PostgresLedgerScan ledger = new PostgresLedgerScan(database.connections());
        MasterKeys masters = MasterKeySource.open(config.vault(), secrets, () -> ledger.last() == 0);
        return progress.during(
                "wiring the node",
                () -> Assembled.of(
                        foundation,
                        new Stores(
                                database.connections(),
                                masters,
                                PostgresJournal.DRIFT,
                                Database.redisUrl(config, secrets))));
    }

    /** What a command on a node's data says where there are none. */
    public static StartFailure nothingKept() {
        return new StartFailure(
                ExitStatus.CONFIG, "assembly = memory keeps nothing that this command could work on; name another");
    }

    /** Where clients reach a node that is not behind anything. */
    static URI origin(HttpConfig http, int port) {
        String host = http.host().contains(":") ? "[" + http.host() + "]" : http.host();
        return URI.create((http.tls().isPresent() ? "https://" : "http://") + host + ":" + port);
    }

    private static void makeDataDirectory(Path directory) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new StartFailure(
                    ExitStatus.FILE,
                    "the data directory " + directory + " cannot be made (" + e + "); see data.dir",
                    e);
        }
    }

    @Override
    public void close() {
        closing.close();
    }
}
