package io.cofre.assembly.demo;

import io.cofre.domain.Cofre;
import io.cofre.domain.Ports;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.span.SpanHash;
import io.cofre.domain.usecase.FirstStart;
import io.cofre.domain.usecase.ProviderSettings;
import io.cofre.http.helidon.HelidonServer;
import io.cofre.http.helidon.ServerSettings;
import io.cofre.http.helidon.Starting;
import io.cofre.http.route.Limits;
import io.cofre.http.route.Router;
import io.cofre.http.routes.AllRoutes;
import io.cofre.http.routes.AuthorizeGate;
import io.cofre.http.routes.OwnRoutes;
import io.cofre.http.surface.Gate;
import io.cofre.http.surface.Proxies;
import io.cofre.http.surface.Surface;
import io.cofre.http.surface.SurfaceSettings;
import io.cofre.ports.span.KeyId;
import io.cofre.testkit.memory.EchoProvider;
import io.cofre.testkit.memory.InMemoryInvalidation;
import io.cofre.testkit.memory.InMemoryMemo;
import io.cofre.testkit.memory.InMemoryPorts;
import io.cofre.testkit.memory.InMemoryRateLimits;
import io.cofre.testkit.memory.InMemorySecretRows;
import io.cofre.testkit.memory.InMemoryStore;
import io.cofre.testkit.memory.InMemoryTrustAnchors;
import io.cofre.testkit.memory.InMemoryVault;
import io.cofre.testkit.memory.InMemoryWalletSessions;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** The service over fakes, listening on a free port of this machine. */
final class MemoryService implements AutoCloseable {
    private final HelidonServer server;
    private final InMemoryTrustAnchors anchors = new InMemoryTrustAnchors();
    private final String admin;

    MemoryService() {
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        InMemoryPorts in = InMemoryPorts.of(new InMemoryStore(clock));
        InMemorySecretRows secretRows = new InMemorySecretRows(clock);
        OwnRoutes own = new OwnRoutes();
        Cofre cofre = Cofre.over(new Ports(
                new Ports.Ledger(
                        in.journal(), in.heads(), in.repeats(), in.keys(), in.spans(), in.scan(), in.snapshots()),
                new Ports.Rows(
                        in.tokens(),
                        new InMemoryWalletSessions(),
                        in.wallets(),
                        in.tenants(),
                        in.apps(),
                        in.memories()),
                new Ports.Near(in.tokens(), in.wallets(), in.tenants()),
                new Ports.Vault(new InMemoryVault(Ed25519.fastest(), random, secretRows), secretRows, in.leftovers()),
                new Ports.Node(
                        new InMemoryInvalidation(),
                        new InMemoryRateLimits(clock),
                        anchors,
                        new InMemoryMemo<>(100),
                        new InMemoryMemo<>(100),
                        new InMemoryMemo<>(100)),
                Map.of("anthropic", new EchoProvider()),
                new Ports.World(clock, random, time -> {}, 2, ProviderSettings.DEFAULT, "https://cofre.test", own)));
        admin = ((FirstStart.Started.First) cofre.upkeep().firstStart().start())
                .admin()
                .token()
                .reveal();
        Gate gate = new AuthorizeGate(cofre.access().authorize(), new Proxies(Set.of()));
        AtomicBoolean draining = new AtomicBoolean();
        Surface surface = new Surface(
                new Router(AllRoutes.of(
                        cofre,
                        in.timeline(),
                        List.of(),
                        Optional.empty(),
                        draining::get,
                        Limits.STANDARD,
                        "1.2.3",
                        "https://cofre.test")),
                gate,
                SurfaceSettings.standard(),
                in.repeats(),
                SpanHash::of,
                random,
                (method, path, traceId, failure) -> failure.printStackTrace());
        own.serve(surface.router());
        server = ((Starting.Started) HelidonServer.start(ServerSettings.on("127.0.0.1", 0), surface, draining, random))
                .server();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** A platform admin's token. */
    String admin() {
        return admin;
    }

    /** The key_ids of the roots. */
    Set<String> roots() {
        return anchors.roots().keySet().stream().map(KeyId::value).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {
        server.close();
    }
}
