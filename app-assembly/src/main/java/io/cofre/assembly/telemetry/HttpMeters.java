package io.cofre.assembly.telemetry;

import io.cofre.domain.Code;
import io.cofre.http.route.PathTemplate;
import io.cofre.http.route.Route;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Requests by the route's template and the status, and refusals by their code. There are as many series as routes times
 * the statuses they give: a caller who makes up paths, methods and names adds none.
 */
final class HttpMeters {
    private static final int STATUSES = 600;
    private static final String NO_ROUTE = "none";

    private final Meters meters;
    private final ByStatus none;
    /** A template is the same object for all requests of its route. */
    private final Map<PathTemplate, ByStatus> routes = new ConcurrentHashMap<>();

    private final Map<Code, Counter> refusals = new ConcurrentHashMap<>();

    HttpMeters(Meters meters) {
        this.meters = meters;
        this.none = new ByStatus(NO_ROUTE, NO_ROUTE);
    }

    void answered(Optional<Route> route, int status, long nanos) {
        ByStatus timers = route.isPresent() ? of(route.get()) : none;
        timers.of(status).record(nanos, TimeUnit.NANOSECONDS);
    }

    void refused(Code code) {
        refusals.computeIfAbsent(
                        code,
                        refused -> meters.counter(
                                "cofre.refusals", "Refused requests and spans of batches", "code", refused.wire()))
                .increment();
    }

    private ByStatus of(Route route) {
        ByStatus known = routes.get(route.path());
        return known != null
                ? known
                : routes.computeIfAbsent(
                        route.path(), path -> new ByStatus(route.method().name(), path.toString()));
    }

    private final class ByStatus {
        private final String method;
        private final String route;
        private final AtomicReferenceArray<@Nullable Timer> timers = new AtomicReferenceArray<>(STATUSES);

        ByStatus(String method, String route) {
            this.method = method;
            this.route = route;
        }

        Timer of(int status) {
            Timer timer = timers.get(status);
            if (timer == null) {
                timer = meters.timer(
                        "cofre.http.request.duration",
                        "Requests, streams to their last byte",
                        "method",
                        method,
                        "route",
                        route,
                        "status",
                        Integer.toString(status));
                timers.set(status, timer);
            }
            return timer;
        }
    }
}
