package io.cofre.assembly.node;

import io.cofre.assembly.config.Config;
import io.cofre.assembly.config.HttpConfig;
import io.cofre.assembly.config.Role;
import io.cofre.assembly.config.SchedulerConfig;
import io.cofre.assembly.telemetry.Telemetry;
import io.cofre.assembly.wiring.Assembled;
import io.cofre.assembly.wiring.Closing;
import io.cofre.domain.Cofre;
import io.cofre.domain.usecase.CheckTrust;
import io.cofre.domain.usecase.FirstStart;
import io.cofre.domain.usecase.IssuedKey;
import io.cofre.http.helidon.HelidonServer;
import io.cofre.http.helidon.Patience;
import io.cofre.http.helidon.ServerSettings;
import io.cofre.http.helidon.Starting;
import io.cofre.http.helidon.TlsSettings;
import io.cofre.ports.PortFailure;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.PublicKey;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A node that serves, until it is closed. */
public final class ServingNode implements AutoCloseable {
    private final OpenedNode node;
    private final URI address;

    private ServingNode(OpenedNode node, URI address) {
        this.node = node;
        this.address = address;
    }

    /**
     * Starts a node in order: HTTP, which answers 503 at first, database, vault, first start, trust, upkeep, routes. A
     * port that cannot be had is found out before anything is made.
     *
     * @param adminToken takes the platform-admin token, where this start makes one, before anybody can call
     */
    public static ServingNode start(
            Config config, Map<String, String> environment, Progress progress, Consumer<IssuedKey> adminToken) {
        return start(config, environment, progress, adminToken, Closing.STOP);
    }

    /** The same, with another time for its stop. */
    static ServingNode start(
            Config config,
            Map<String, String> environment,
            Progress progress,
            Consumer<IssuedKey> adminToken,
            Duration stop) {
        HelidonServer server = listen(config.http());
        Closing closing = new Closing(stop);
        try {
            OpenedNode node =
                    OpenedNode.open(config, environment, progress, server.port(), telemetry(config, server), closing);
            begin(node, progress).ifPresent(adminToken);
            // HTTP after it, to be closed before it: the last requests' tokens are written down too.
            closing.keep("upkeep", upkeep(node), Upkeep::close);
            closing.keep("HTTP", server, HelidonServer::close);
            server.serve(node.assembled().surface(), node.assembled().draining());
            return new ServingNode(node, OpenedNode.origin(config.http(), server.port()));
        } catch (PortFailure e) {
            giveUp(server, closing);
            throw StartFailure.of(e);
        } catch (RuntimeException e) {
            giveUp(server, closing);
            throw e;
        }
    }

    private static Telemetry telemetry(Config config, HelidonServer server) {
        Telemetry telemetry = Telemetry.of(config.telemetry(), Assembled.version());
        telemetry.gauge("cofre.http.requests.running", "Requests that are being answered", server::answering);
        telemetry.gauge("cofre.http.connections.open", "Connections that stand", server::connections);
        return telemetry;
    }

    private static void giveUp(HelidonServer server, Closing closing) {
        server.close(Duration.ZERO);
        closing.close();
    }

    private static Upkeep upkeep(OpenedNode node) {
        SchedulerConfig config = node.config().scheduler();
        boolean scheduler = node.config().node().roles().contains(Role.SCHEDULER);
        return Upkeep.start(
                scheduler ? Chores.sweeps(node.assembled(), config) : List.of(),
                Chores.lastUse(node.assembled(), config));
    }

    /** The token, where there is a new one. */
    private static Optional<IssuedKey> begin(OpenedNode node, Progress progress) {
        Cofre.Upkeep upkeep = node.assembled().cofre().upkeep();
        return switch (progress.during(
                "the first start", () -> upkeep.firstStart().start())) {
            case FirstStart.Started.First(IssuedKey first) -> Optional.of(first);
            case FirstStart.Started.Again() -> {
                requireTrust(upkeep.checkTrust().check());
                yield upkeep.replaceUnusedAdminToken().replace();
            }
            case FirstStart.Started.Lost(Set<KeyId> roots) -> throw lost(roots);
        };
    }

    private static StartFailure lost(Set<KeyId> roots) {
        String named = roots.stream().map(KeyId::value).sorted().collect(Collectors.joining(", "));
        return new StartFailure(
                ExitStatus.CONFIG,
                "the ledger is empty, but one has begun on the root that this node trusts: " + named
                        + ". Look whether data.dir and postgres.url are the right ones; if the database was lost, run"
                        + " cofre restore into an empty data directory. To begin a new ledger and give up the old one for good, run cofre trust"
                        + " remove for each root, or empty ledger.trusted_roots");
    }

    /** Where it listens. */
    public URI address() {
        return address;
    }

    /** The root keys that its ledger rests on. */
    public Map<KeyId, PublicKey> roots() {
        return node.assembled().anchors().roots();
    }

    private static void requireTrust(CheckTrust.Trust trust) {
        if (trust instanceof CheckTrust.Trust.Untrusted(List<KeyId> roots)) {
            throw new StartFailure(
                    ExitStatus.CONFIG,
                    "this node does not trust the root of the ledger: "
                            + roots.stream().map(KeyId::value).collect(Collectors.joining(", "))
                            + ". If it is yours, copy trust.json from a node that trusts it, run cofre trust add, or set"
                            + " ledger.trusted_roots; if not, the database is another's");
        }
    }

    private static HelidonServer listen(HttpConfig http) {
        ServerSettings settings = new ServerSettings(
                http.host(),
                http.port(),
                http.tls().map(tls -> new TlsSettings.PemFiles(tls.certificateFile(), tls.keyFile())),
                http.headerBytes(),
                http.drain(),
                new Patience(
                        http.waiting().idle(),
                        http.waiting().head(),
                        http.waiting().stall(),
                        http.waiting().bytesPerSecond(),
                        http.patience()),
                http.maxConnections());
        return switch (HelidonServer.listen(settings, new SecureRandom())) {
            case Starting.Started(HelidonServer server) -> server;
            case Starting.PortInUse(String host, int port) ->
                throw new StartFailure(
                        ExitStatus.UNAVAILABLE,
                        "port " + port + " of " + host
                                + " is in use: stop what listens on it, or choose another with --port");
            case Starting.NotBindable(String host, int port, String why) ->
                throw new StartFailure(
                        ExitStatus.CONFIG,
                        "http.host " + host + " and http.port " + port + " cannot be listened on: " + why);
            case Starting.BadTls(String why) ->
                throw new StartFailure(ExitStatus.CONFIG, "http.tls cannot be used: " + why);
        };
    }

    /** Ends in order: HTTP drains first, PostgreSQL stops last. A second call does nothing. */
    @Override
    public void close() {
        node.close();
    }
}
