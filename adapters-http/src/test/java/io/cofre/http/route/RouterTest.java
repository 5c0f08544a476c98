package io.cofre.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.http.exchange.Answer;
import io.cofre.http.route.Router.Match;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
    private final Route list = route(Route.get("/api/spans"));
    private final Route append = route(Route.post("/api/spans"));
    private final Route export = route(Route.get("/api/spans/export"));
    private final Route one = route(Route.get("/api/spans/{id}"));
    private final Route verify = route(Route.get("/api/spans/{id}/verify"));
    private final Router router = new Router(List.of(one, list, append, export, verify));

    private static Route route(RouteBuilder builder) {
        return builder.says("t", "s").givesNothing(204, "d").to(exchange -> Answer.empty(204));
    }

    @Test
    void match_literal_goesBeforeAParameter() {
        assertThat(router.match("GET", "/api/spans/export")).isEqualTo(new Match.Found(export, Map.of()));
        assertThat(router.match("GET", "/api/spans/x%2Fy")).isEqualTo(new Match.Found(one, Map.of("id", "x/y")));
        assertThat(router.match("HEAD", "/api/spans/1/verify")).isEqualTo(new Match.Found(verify, Map.of("id", "1")));
        assertThat(router.match("POST", "/api/spans")).isEqualTo(new Match.Found(append, Map.of()));
    }

    @Test
    void match_otherMethod_saysWhatIsTaken() {
        assertThat(router.match("DELETE", "/api/spans")).isEqualTo(new Match.OtherMethods("GET, HEAD, OPTIONS, POST"));
        assertThat(router.match("OPTIONS", "/api/spans/1")).isEqualTo(new Match.OtherMethods("GET, HEAD, OPTIONS"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/api/spans/", "/api/spans//verify", "/api//spans", "/API/spans", "", "*", "/api/spans/%ff"
            })
    void match_otherPath_findsNothing(String path) {
        assertThat(router.match("GET", path)).isEqualTo(new Match.NoSuchPath());
    }

    @Test
    void router_sameRouteTwice_isRefused() {
        assertThatThrownBy(() -> new Router(List.of(list, route(Route.get("/api/spans")))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
