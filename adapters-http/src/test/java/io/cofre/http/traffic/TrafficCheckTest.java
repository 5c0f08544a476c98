package io.cofre.http.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.domain.auth.Requirement;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Headers;
import io.cofre.http.json.Schema;
import io.cofre.http.route.Route;
import io.cofre.http.route.Router;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check would be worth nothing if it let anything through. */
class TrafficCheckTest {
    private final Route route = Route.post("/things/{id}")
            .need(new Requirement.Open())
            .says("T", "Does")
            .query(Schema.object().maybe("n", Schema.whole(0, 9), "a digit"))
            .takes(Schema.object().with("a", Schema.text(5), "a text"))
            .gives(
                    200,
                    Schema.named(
                            "Thing",
                            Schema.object()
                                    .with("id", Schema.uuid(), "which")
                                    .with("next", Schema.orNull(Schema.text(9)), "")
                                    .maybe("at", Schema.whole(0, Long.MAX_VALUE), "epoch ms")),
                    "d")
            .to(exchange -> Answer.empty(200));
    private final Router router = new Router(List.of(route));
    private final TrafficCheck check = new TrafficCheck(List.of(route));
    private final Call call = Call.post("/things/1?n=3", "{\"a\":\"x\"}");

    private static Seen seen(int status, String type, String body) {
        return new Seen(status, Headers.of("Content-Type", type), body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | application/json | {\"id\":\"0e37df36-f698-11e6-8dd4-cb9ced3df976\",\"next\":null,\"at\":1730740831000}",
                "200 | application/json | {\"id\":\"0e37df36-f698-11e6-8dd4-cb9ced3df976\",\"next\":\"x\"}",
            })
    void check_conformingAnswer_passes(int status, String type, String body) {
        assertThatCode(() -> check.check(router, call, seen(status, type, body)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | application/json | {\"id\":\"0e37df36-f698-11e6-8dd4-cb9ced3df976\",\"next\":null,\"more\":1}",
                "200 | application/json | {\"id\":\"0e37df36-f698-11e6-8dd4-cb9ced3df976\"}",
                "200 | application/json | {\"id\":\"0e37df36-f698-11e6-8dd4-cb9ced3df976\",\"next\":5}",
                "200 | application/json | {\"id\":\"not a uuid, although 36 characters \",\"next\":null}",
                "200 | application/json | []",
                "200 | text/plain | x",
                "201 | application/json | {\"id\":\"0e37df36-f698-11e6-8dd4-cb9ced3df976\",\"next\":null}",
                "404 | application/problem+json | {\"type\":\"t\",\"title\":\"t\",\"status\":404,\"detail\":\"d\",\"code\":\"span.unknown\",\"trace_id\":\"t\"}",
                "400 | application/problem+json | {\"type\":\"t\",\"title\":\"t\",\"status\":400,\"detail\":\"d\",\"code\":\"request.malformed\"}",
                "400 | application/problem+json | {\"type\":\"t\",\"title\":\"t\",\"status\":400,\"detail\":\"d\",\"code\":\"auth.key_kind\",\"trace_id\":\"t\"}",
            })
    void check_otherAnswer_fails(int status, String type, String body) {
        assertThatThrownBy(() -> check.check(router, call, seen(status, type, body)))
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/x-ndjson | {'a':1}~ | true",
                "application/x-ndjson | {'a':1}~{'a':2}~ | true",
                "application/x-ndjson | {'a':1}~{'a':'x'}~ | false",
                "application/x-ndjson | {'a':1}~{'a':1,'b':1}~ | false",
                "text/event-stream | : hello~~id: 1~event: e~data: {'a':1}~~ | true",
                "text/event-stream | data: {'a':1}~~data: {}~~ | false",
            })
    void check_stream_holdsEachItemAgainstItsShape(String type, String body, boolean conforms) {
        Route stream = Route.get("/streams")
                .need(new Requirement.Open())
                .says("T", "Streams")
                .gives(200, Schema.object().with("all", Schema.text(5), ""), "whole")
                .gives(200, type, Schema.object().with("a", Schema.whole(0, 9), ""), "streamed")
                .to(exchange -> Answer.empty(200));
        String text = body.replace('~', '\n').replace('\'', '"');
        assertThat(Assertions.catchThrowable(() -> new TrafficCheck(List.of(stream))
                                .check(new Router(List.of(stream)), Call.get("/streams"), seen(200, type, text)))
                        == null)
                .isEqualTo(conforms);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/things/1?n=10 | {\"a\":\"x\"}",
                "/things/1 | {\"a\":1}",
                "/things/1 | {\"a\":\"x\",\"b\":1}",
                "/things/1 | {}",
            })
    void check_badRequestThatWasLetIn_fails(String target, String body) {
        Seen good = seen(200, "application/json", "{\"id\":\"0e37df36-f698-11e6-8dd4-cb9ced3df976\",\"next\":null}");
        assertThatThrownBy(() -> check.check(router, Call.post(target, body), good))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void missing_pairThatNoTestProduced_isNamed() {
        Route other = Route.get("/others")
                .need(new Requirement.Open())
                .says("T", "d")
                .givesNothing(204, "d")
                .to(exchange -> Answer.empty(204));
        assertThat(TrafficCheck.missing(List.of(other)))
                .contains("GET /others 204", "GET /others 400", "GET /others 413");
        new TrafficCheck(List.of(other))
                .check(new Router(List.of(other)), Call.get("/others"), new Seen(204, Headers.none(), ""));
        assertThat(TrafficCheck.missing(List.of(other))).doesNotContain("GET /others 204");
    }
}
