package io.cofre.assembly.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.cofre.assembly.config.AddressRange;
import io.cofre.assembly.config.Config;
import io.cofre.assembly.config.Role;
import io.cofre.assembly.config.StoreConfig;
import io.cofre.assembly.telemetry.Telemetry;
import io.cofre.domain.Cofre;
import io.cofre.domain.span.SpanHash;
import io.cofre.http.route.Limits;
import io.cofre.http.route.Router;
import io.cofre.http.routes.AllRoutes;
import io.cofre.http.routes.AuthorizeGate;
import io.cofre.http.routes.HealthCheck;
import io.cofre.http.routes.OwnRoutes;
import io.cofre.http.surface.FailureLog;
import io.cofre.http.surface.Gate;
import io.cofre.http.surface.Proxies;
import io.cofre.http.surface.Surface;
import io.cofre.http.surface.SurfaceSettings;
import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.Timeline;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes over the use cases. */
final class HttpModule extends AbstractModule {
    private static final Logger LOG = LoggerFactory.getLogger(HttpModule.class);

    /** Every request takes one, and they protect nothing: the cryptographic generator would be a lock for all. */
    private static final RandomGenerator TRACE_IDS =
            () -> ThreadLocalRandom.current().nextLong();

    /** The trace's id stands in every line that is logged for a request. */
    private static final FailureLog LOGGED = (method, path, traceId, failure) -> failed(method, path, failure);

    private final URI publicOrigin;

    HttpModule(URI publicOrigin) {
        this.publicOrigin = publicOrigin;
    }

    @Provides
    @Singleton
    AtomicBoolean draining() {
        return new AtomicBoolean();
    }

    @Provides
    @Singleton
    OwnRoutes ownRoutes() {
        return new OwnRoutes();
    }

    @Provides
    @Singleton
    Surface surface(
            Router router, Gate gate, Config config, Repeats repeats, OwnRoutes ownRoutes, Telemetry telemetry) {
        ownRoutes.serve(router);
        SurfaceSettings settings = new SurfaceSettings(
                config.http().jsonBodyBytes(),
                config.http().limits().jsonDepth(),
                config.http().headerBytes(),
                config.http().corsOrigins().stream().map(URI::toString).collect(Collectors.toSet()));
        return new Surface(router, gate, settings, repeats, SpanHash::of, TRACE_IDS, LOGGED, telemetry.watch());
    }

    @Provides
    @Singleton
    Router router(
            Cofre cofre,
            Timeline timeline,
            Config config,
            LedgerScan ledger,
            @Stored List<HealthCheck> stored,
            @Shared List<HealthCheck> shared,
            AtomicBoolean draining,
            Telemetry telemetry) {
        List<HealthCheck> checks = new ArrayList<>();
        boolean kept = !(config.store().backend() instanceof StoreConfig.Backend.InMemory);
        checks.add(Checks.asking(kept ? "postgres" : "memory", ledger::last));
        checks.add(Checks.asking("vault", cofre.upkeep().peppers()::ask));
        checks.addAll(stored);
        checks.addAll(shared);
        boolean api = config.node().roles().contains(Role.API);
        return new Router(
                api
                        ? AllRoutes.of(
                                cofre,
                                timeline,
                                checks,
                                telemetry.text(),
                                draining::get,
                                new Limits(
                                        config.http().limits().batchBytes(),
                                        config.http().limits().lineBytes()),
                                Assembled.version(),
                                publicOrigin.toString())
                        : AllRoutes.ofOperators(
                                checks, telemetry.text(), draining::get, Assembled.version(), publicOrigin.toString()));
    }

    @Provides
    @Singleton
    Gate gate(Cofre cofre, Config config) {
        List<AddressRange> trusted = config.http().trustedProxies();
        return new AuthorizeGate(
                cofre.access().authorize(),
                new Proxies(peer -> trusted.stream().anyMatch(range -> range.contains(peer))));
    }

    /** What is away fails every request: a line each says enough, and a stack each would fill the disk. */
    private static void failed(String method, String path, Throwable failure) {
        switch (failure) {
            case PortFailure.Unavailable away -> away(method, path, away);
            case PortFailure.OutcomeUnknown lost -> away(method, path, lost);
            default -> LOG.error("{} {} failed", method, path, failure);
        }
    }

    private static void away(String method, String path, PortFailure failure) {
        LOG.warn("{} {} failed: {}", method, path, failure.getMessage());
    }
}
