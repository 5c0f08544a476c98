package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.http.route.Route;
import io.cofre.http.route.Router;
import io.cofre.http.surface.Gate;
import io.cofre.http.surface.Surface;
import io.cofre.http.surface.SurfaceSettings;
import io.cofre.http.traffic.Call;
import io.cofre.http.traffic.DirectClient;
import io.cofre.http.traffic.Seen;
import io.cofre.http.traffic.TrafficCheck;
import io.cofre.ports.span.PayloadHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HealthRoutesTest {
    private final List<HealthCheck> checks = new ArrayList<>(List.of(check("postgres", new HealthCheck.State.Up())));
    private final AtomicBoolean draining = new AtomicBoolean();

    private static HealthCheck check(String name, HealthCheck.State state) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public State check() {
                return state;
            }
        };
    }

    private Seen get(String path) {
        List<Route> routes =
                DocumentRoutes.with(new HealthRoutes(checks, draining::get).routes(), "1.2.3", "http://127.0.0.1:8080");
        Gate closed = (exchange, need) -> {
            throw new AssertionError("an open route asks nobody");
        };
        Surface surface = new Surface(
                new Router(routes),
                closed,
                SurfaceSettings.standard(),
                key -> Optional.empty(),
                body -> new PayloadHash("b3:" + "0".repeat(64)),
                new Random(1),
                (method, target, traceId, failure) -> {});
        return new DirectClient(surface, new TrafficCheck(routes)).send(Call.get(path));
    }

    @Test
    void live_always_isLive() {
        assertThat(get("/health/live").body()).isEqualTo("{\"status\":\"live\"}");
    }

    @Test
    void ready_allUp_namesEach() {
        Seen seen = get("/health/ready");
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.body())
                .isEqualTo("{\"status\":\"ready\",\"checks\":[{\"name\":\"postgres\",\"status\":\"up\"}]}");
    }

    @Test
    void ready_oneDown_isNotReady() {
        checks.add(check("redis", new HealthCheck.State.Down("connection refused")));
        Seen seen = get("/health/ready");
        assertThat(seen.status()).isEqualTo(503);
        assertThat(seen.body())
                .isEqualTo("{\"status\":\"not_ready\",\"checks\":[{\"name\":\"postgres\",\"status\":\"up\"},"
                        + "{\"name\":\"redis\",\"status\":\"down\",\"detail\":\"connection refused\"}]}");
    }

    @Test
    void ready_stopping_isNotReady() {
        draining.set(true);
        assertThat(get("/health/ready").status()).isEqualTo(503);
    }

    @Test
    void openapi_ofTheRoutes_listsThemAndTheErrors() {
        Seen seen = get("/openapi");
        assertThat(seen.json().path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(seen.json().path("paths").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("/health/live", "/health/ready", "/openapi", "/docs");
        assertThat(seen.json().path("x-errors").size()).isGreaterThan(70);
    }

    @Test
    void docs_ofTheRoutes_isOnePageWithNothingFromElsewhere() {
        Seen seen = get("/docs");
        assertThat(seen.headers())
                .extracting(headers -> headers.first("Content-Type"))
                .isEqualTo(Optional.of("text/html; charset=utf-8"));
        assertThat(seen.body())
                .contains("/health/ready", "id=\"auth.token_expired\"")
                .doesNotContain("<script", "src=", "@import", "http://", "https://");
    }
}
