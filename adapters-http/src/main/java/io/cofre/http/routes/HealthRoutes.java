package io.cofre.http.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.domain.auth.Requirement;
import io.cofre.http.exchange.Answer;
import io.cofre.http.json.Json;
import io.cofre.http.json.Schema;
import io.cofre.http.route.Route;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Whether the process lives, and whether it can work. */
public final class HealthRoutes {
    private static final Schema CHECKS = Schema.object()
            .with("status", Schema.oneOf("ready", "not_ready"), "")
            .with(
                    "checks",
                    Schema.array(
                            Schema.object()
                                    .with("name", Schema.text(100), "the dependency")
                                    .with("status", Schema.oneOf("up", "down"), "")
                                    .maybe("detail", Schema.anyText(1000), "what is wrong"),
                            100),
                    "each dependency by name");

    private final List<HealthCheck> checks;
    private final BooleanSupplier draining;

    /**
     * Makes the routes.
     *
     * @param draining whether the node is about to stop: it answers what it has, and wants nothing new
     */
    public HealthRoutes(List<HealthCheck> checks, BooleanSupplier draining) {
        this.checks = List.copyOf(checks);
        this.draining = draining;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/health/live")
                        .need(new Requirement.Open())
                        .says("Health", "Whether the process answers")
                        .gives(200, Schema.object().with("status", Schema.oneOf("live"), ""), "It does")
                        .to(exchange -> Answer.json(200, Json.object().put("status", "live"))),
                Route.get("/health/ready")
                        .need(new Requirement.Open())
                        .says("Health", "Whether the node can work, each dependency by name")
                        .gives(200, CHECKS, "It can")
                        .gives(503, CHECKS, "It cannot now")
                        .to(exchange -> ready()));
    }

    private Answer ready() {
        boolean ready = true;
        ArrayNode results = Json.array();
        for (HealthCheck check : checks) {
            ObjectNode result = results.addObject().put("name", check.name());
            switch (check.check()) {
                case HealthCheck.State.Up() -> result.put("status", "up");
                case HealthCheck.State.Down(String why) -> {
                    ready = false;
                    result.put("status", "down").put("detail", why);
                }
            }
        }
        if (draining.getAsBoolean()) {
            ready = false;
            results.addObject().put("name", "node").put("status", "down").put("detail", "the node is stopping");
        }
        ObjectNode body = Json.object().put("status", ready ? "ready" : "not_ready");
        body.set("checks", results);
        return Answer.json(ready ? 200 : 503, body);
    }
}
