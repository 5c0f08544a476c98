package io.cofre.http.routes;

import io.cofre.domain.Cofre;
import io.cofre.domain.Principal;
import io.cofre.http.route.Limits;
import io.cofre.http.route.Route;
import io.cofre.ports.span.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Every route of the surface. */
public final class AllRoutes {
    private AllRoutes() {}

    /**
     * The routes, their documents among them.
     *
     * @param metrics what the node counts, as Prometheus reads it; empty for no such route
     * @param draining whether the node is stopping
     * @param version of the service
     * @param server its public address
     */
    public static List<Route> of(
            Cofre cofre,
            Timeline timeline,
            List<HealthCheck> checks,
            Optional<Supplier<String>> metrics,
            BooleanSupplier draining,
            Limits limits,
            String version,
            String server) {
        Predicate<Principal> stands = cofre.access().checkStanding()::stands;
        List<Route> routes = Stream.of(
                        new AuthRoutes(cofre.access()).routes(),
                        new WalletRoutes(cofre.wallet(), limits).routes(),
                        new WalletKeyRoutes(cofre.wallet()).routes(),
                        new InvokeRoutes(cofre.wallet(), cofre.desk()).routes(),
                        new CliRoutes(cofre.desk()).routes(),
                        new AppRoutes(cofre.desk(), cofre.administration()).routes(),
                        new AppendRoutes(cofre.ledger(), limits).routes(),
                        new SpanRoutes(cofre.ledger(), stands).routes(),
                        new TimelineRoutes(cofre.ledger(), timeline, stands, draining).routes(),
                        new AdminRoutes(cofre.administration()).routes(),
                        operators(checks, metrics, draining))
                .flatMap(List::stream)
                .toList();
        return DocumentRoutes.with(routes, version, server);
    }

    /** What a node serves that has no part in the service's own routes: its health, its counts, their document. */
    public static List<Route> ofOperators(
            List<HealthCheck> checks,
            Optional<Supplier<String>> metrics,
            BooleanSupplier draining,
            String version,
            String server) {
        return DocumentRoutes.with(operators(checks, metrics, draining), version, server);
    }

    private static List<Route> operators(
            List<HealthCheck> checks, Optional<Supplier<String>> metrics, BooleanSupplier draining) {
        List<Route> routes = new ArrayList<>(new HealthRoutes(checks, draining).routes());
        metrics.ifPresent(text -> routes.addAll(new MetricsRoutes(text).routes()));
        return routes;
    }
}
