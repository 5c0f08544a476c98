package io.cofre.http.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.domain.Code;
import io.cofre.domain.auth.Requirement;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Connection;
import io.cofre.http.exchange.EventSink;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.exchange.Head;
import io.cofre.http.exchange.Headers;
import io.cofre.http.exchange.RequestBody;
import io.cofre.http.exchange.Trace;
import io.cofre.http.route.Handler;
import io.cofre.http.route.Route;
import io.cofre.http.route.Router;
import io.cofre.ports.span.PayloadHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whoever looks on hears of each request once, with its template, at its very end. */
class WatchTest {
    private static final Trace OWN = new Trace("1".repeat(32), "2".repeat(16), "01");

    private final List<String> heard = new ArrayList<>();
    private final Surface surface = new Surface(
            new Router(List.of(
                    route("/whole/{id}", exchange -> Answer.text(200, "text/plain", "w")),
                    route(
                            "/lines",
                            exchange -> Answer.stream(200, "text/plain", out -> {
                                heard.add("writing");
                                exchange.around().refused(Code.LEDGER_SIGNATURE_INVALID);
                                out.write('l');
                            })),
                    route(
                            "/events",
                            exchange -> Answer.events(events -> {
                                throw new IOException("planted: the caller has gone");
                            })),
                    route("/beside", exchange -> {
                        exchange.around().within(() -> heard.add("beside")).run();
                        throw new IllegalStateException("planted");
                    }))),
            (exchange, need) -> {
                throw new AssertionError("these routes are open");
            },
            SurfaceSettings.standard(),
            key -> Optional.empty(),
            body -> new PayloadHash("b3:" + "0".repeat(64)),
            new Random(1),
            (method, path, traceId, failure) -> {},
            new Listening());

    private final class Listening implements Watch {
        @Override
        public Begun begin(Head head, Trace trace) {
            return new Begun() {
                @Override
                public Trace trace() {
                    return OWN;
                }

                @Override
                public Stay enter() {
                    heard.add("in");
                    return () -> heard.add("out");
                }

                @Override
                public void refused(Code code) {
                    heard.add("part " + code.wire());
                }

                @Override
                public void ended(Optional<Route> route, int status, Optional<Code> refusal) {
                    heard.add(route.map(Route::name).orElse("none") + " " + status
                            + refusal.map(code -> " " + code.wire()).orElse(""));
                }
            };
        }

        @Override
        public void unread(Answer answer) {
            heard.add("unread " + answer.status());
        }
    }

    private static Route route(String path, Handler handler) {
        return Route.get(path)
                .need(new Requirement.Open())
                .says("T", "d")
                .givesNothing(200, "d")
                .to(handler);
    }

    private Answer get(String path) {
        Head head = new Head("GET", path, Optional.empty(), Headers.none(), "192.0.2.1", false);
        return surface.handle(Exchange.of(head, RequestBody.empty(), Connection.silent()));
    }

    @Test
    void whole_endsWithTheAnswerAndTakesTheWatchsTrace() {
        assertThat(get("/whole/planted").headers().first("traceparent")).contains(OWN.traceparent());
        assertThat(heard).containsExactly("in", "GET /whole/{id} 200", "out");
    }

    @Test
    void unknownPath_hasNoRouteAndItsCode() {
        get("/planted");
        assertThat(heard).containsExactly("in", "none 404 request.not_found", "out");
    }

    @Test
    void stream_endsAfterItsLastByte() throws IOException {
        Answer answer = get("/lines");
        assertThat(heard).containsExactly("in", "out");
        ((Answer.Stream) answer.body()).writer().write(new ByteArrayOutputStream());
        assertThat(heard)
                .containsExactly(
                        "in", "out", "in", "writing", "part ledger.signature_invalid", "out", "GET /lines 200");
    }

    @Test
    void events_cutOff_endAllTheSame() {
        Answer answer = get("/events");
        EventSink events = new EventSink(new ByteArrayOutputStream());
        assertThatThrownBy(() -> ((Answer.Events) answer.body()).source().send(events))
                .isInstanceOf(IOException.class);
        assertThat(heard).containsExactly("in", "out", "in", "out", "GET /events 200");
    }

    @Test
    void failure_isOneOfTheRoutes_andWorkBesideIsPartOfIt() {
        get("/beside");
        assertThat(heard).containsExactly("in", "in", "beside", "out", "GET /beside 500 internal.error", "out");
    }

    @Test
    void unread_isHeardOf() {
        surface.unread(Unreadable.NOT_HTTP.answer(new Random(1)));
        assertThat(heard).containsExactly("unread 400");
    }
}
