package io.cofre.http.routes;

import io.cofre.domain.auth.Requirement;
import io.cofre.http.exchange.Answer;
import io.cofre.http.json.Schema;
import io.cofre.http.route.Route;
import java.util.List;
import java.util.function.Supplier;

/** What the node counts, for Prometheus to fetch. */
public final class MetricsRoutes {
    /** Prometheus' text format, 0.0.4. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Supplier<String> text;

    /** @param text of all counts in that format, no name of anybody in it */
    public MetricsRoutes(Supplier<String> text) {
        this.text = text;
    }

    public List<Route> routes() {
        return List.of(Route.get("/metrics")
                .need(new Requirement.Open())
                .says("Health", "What the node counts, in Prometheus' text format")
                .gives(200, CONTENT_TYPE, Schema.any(), "The counts")
                .to(exchange -> Answer.text(200, CONTENT_TYPE, text.get())));
    }
}
