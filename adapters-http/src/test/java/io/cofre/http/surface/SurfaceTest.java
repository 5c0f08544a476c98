package io.cofre.http.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.auth.Requirement;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.exchange.Headers;
import io.cofre.http.json.Json;
import io.cofre.http.json.Schema;
import io.cofre.http.route.Route;
import io.cofre.http.route.Router;
import io.cofre.http.surface.Gate.Admission;
import io.cofre.http.traffic.Call;
import io.cofre.http.traffic.DirectClient;
import io.cofre.http.traffic.Seen;
import io.cofre.http.traffic.TrafficCheck;
import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Once;
import io.cofre.ports.journal.Repeats.Repeat;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.wallet.WalletId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurfaceTest {
    private static final Schema.Obj NOTE =
            Schema.object().with("text", Schema.text(2_000_000), "what").maybe("n", Schema.whole(0, 9), "a digit");

    private final Map<Once.Key, Repeat> repeats = new ConcurrentHashMap<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);
    private final List<Route> routes = List.of(
            Route.get("/open")
                    .need(new Requirement.Open())
                    .says("T", "Open")
                    .query(Schema.object().maybe("n", Schema.whole(0, 9), "a digit"))
                    .gives(200, Schema.object().with("n", Schema.whole(0, 9), ""), "d")
                    .to(exchange -> Answer.json(
                            200,
                            Json.object()
                                    .put("n", exchange.query().maybeWhole("n").orElse(0L)))),
            Route.post("/notes")
                    .need(Requirement.of("note.add"))
                    .says("T", "Adds")
                    .takes(NOTE)
                    .gives(201, Schema.object().with("text", Schema.anyText(2_000_000), ""), "d")
                    .once((json, receipts) -> Answer.text(201, "application/json", json))
                    .to(exchange -> {
                        if (exchange.json().text("text").equals("wait")) {
                            entered.countDown();
                            await(leave);
                        }
                        String body = Json.text(
                                Json.object().put("text", exchange.json().text("text")));
                        exchange.once()
                                .ifPresent(once -> repeats.put(
                                        once.key(),
                                        new Repeat(once.bodyHash(), new Once.Answer.Body(body), List.of())));
                        return Answer.text(201, "application/json", body);
                    }),
            Route.post("/signatures")
                    .says("T", "Signs")
                    .mayTake(Schema.object())
                    .givesNothing(204, "d")
                    .to(exchange -> {
                        throw new PortFailure.Unavailable("planted");
                    }));
    private final Surface surface = surface(this::admit, SurfaceSettings.standard());
    private final DirectClient client = new DirectClient(surface, new TrafficCheck(routes));

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Surface surface(Gate gate, SurfaceSettings settings) {
        return new Surface(
                new Router(routes),
                gate,
                settings,
                key -> Optional.ofNullable(repeats.get(key)),
                body -> new PayloadHash("b3:"
                        + HexFormat.of().toHexDigits(Arrays.hashCode(body), 8).repeat(8)),
                new Random(7),
                (method, path, traceId, failure) -> failures.add(failure));
    }

    private Admission admit(Exchange exchange, Requirement need) {
        return exchange.headers().has("Authorization")
                ? new Admission.Admitted(
                        new Principal(
                                new WalletId("wlt_a"),
                                new TenantId("t"),
                                new OwnerId("o"),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                new Principal.Proof.ApiKey(new TokenHash("argon2id$v1$" + "A".repeat(43))),
                                Instant.EPOCH,
                                exchange.trace().traceId()),
                        Headers.of("RateLimit", "\"default\";r=1"))
                : new Admission.TurnedAway(Problem.of(Code.AUTH_MISSING, "d"), Headers.none());
    }

    private static Call note(String json) {
        return Call.post("/notes", json).key("tok");
    }

    @Test
    void handle_goodRequest_isAnsweredWithTraceAndGuards() {
        Seen seen = client.send(
                Call.get("/open?n=3").with("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        assertThat(seen.body()).isEqualTo("{\"n\":3}");
        assertThat(seen.header("traceparent")).startsWith("00-0af7651916cd43dd8448eb211c80319c-");
        assertThat(seen.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(seen.header("Cache-Control")).isEqualTo("no-store");
        assertThat(seen.headers().has("Strict-Transport-Security")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, 404, request.not_found",
        "POST, /open, 405, request.method_not_allowed",
        "PATCH, /notes, 405, request.method_not_allowed",
        "GET, /open?m=1, 400, request.unknown_field",
        "GET, /open?n=x, 400, request.malformed",
        "GET, /open?n=%zz, 400, request.malformed",
        "POST, /notes, 401, auth.missing",
    })
    void handle_refusal_hasItsStatusAndCode(String method, String target, int status, String code) {
        Seen seen = client.send(new Call(method, target, Headers.none(), ""));
        assertThat(List.of(seen.status(), seen.code())).isEqualTo(List.of(status, code));
        assertThat(seen.json().path("trace_id").asText())
                .isEqualTo(seen.header("traceparent").split("-", -1)[1]);
    }

    @Test
    void handle_otherMethod_saysWhichAreTaken() {
        assertThat(client.send(new Call("DELETE", "/open", Headers.none(), "")).header("Allow"))
                .isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void handle_unauthorized_namesTheSchemes() {
        assertThat(client.send(Call.post("/notes", "{}")).header("WWW-Authenticate"))
                .contains("ApiKey");
    }

    @Test
    void handle_unknownParameter_isNamed() {
        assertThat(client.send(Call.get("/open?m=1")).json().path("parameter").asText())
                .isEqualTo("m");
    }

    @Test
    void handle_mediaTypes_areJsonOnly() {
        assertThat(client.send(new Call("POST", "/notes", Headers.none(), "{\"text\":\"x\"}").key("t"))
                        .status())
                .isEqualTo(415);
        assertThat(client.send(note("{\"text\":\"x\"}").with("Content-Type", "text/plain"))
                        .status())
                .isEqualTo(415);
        assertThat(client.send(note("{\"text\":\"x\"}").with("Content-Encoding", "gzip"))
                        .status())
                .isEqualTo(415);
        assertThat(client.send(new Call(
                                        "POST",
                                        "/notes",
                                        Headers.of("Content-Type", "Application/JSON; charset=\"UTF-8\""),
                                        "{\"text\":\"x\"}")
                                .key("t"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void handle_bodyOverTheLimit_isTooLarge() {
        String fits = "{\"text\":\"" + "x".repeat((1 << 20) - 11) + "\"}";
        assertThat(client.send(note(fits)).status()).isEqualTo(201);
        Seen seen = client.send(note(fits + " "));
        assertThat(List.of(seen.status(), seen.code())).isEqualTo(List.of(413, "request.too_large"));
        assertThat(client.send(note("{}").with("Content-Length", "1048577")).status())
                .isEqualTo(413);
    }

    @Test
    void handle_depthBomb_isTooDeep() {
        Seen seen = client.send(note("[".repeat(100_000)));
        assertThat(List.of(seen.status(), seen.code())).isEqualTo(List.of(413, "request.too_deep"));
    }

    @Test
    void handle_headersOverTheLimit_areTooLarge() {
        Seen seen = client.send(Call.get("/open").with("X-Long", "x".repeat(64 << 10)));
        assertThat(List.of(seen.status(), seen.code())).isEqualTo(List.of(413, "request.headers_too_large"));
    }

    @Test
    void handle_failures_areToldWithoutTheirMessage() {
        Seen down = client.send(Call.post("/signatures", "").key("t"));
        assertThat(List.of(down.status(), down.code(), down.header("Retry-After")))
                .isEqualTo(List.of(503, "ledger.unavailable", "1"));
        DirectClient broken = new DirectClient(
                surface(
                        (exchange, need) -> {
                            throw new IllegalStateException("planted");
                        },
                        SurfaceSettings.standard()),
                new TrafficCheck(routes));
        Seen failed = broken.send(note("{}"));
        assertThat(List.of(failed.status(), failed.code())).isEqualTo(List.of(500, "internal.error"));
        assertThat(down.body() + failed.body()).doesNotContain("planted");
        assertThat(failures).hasSize(2);
    }

    @Test
    void handle_sameKeyAndBody_repeatsTheAnswer() {
        Seen first = client.send(note("{\"text\":\"x\"}").with("Idempotency-Key", "k"));
        repeats.replaceAll(
                (key, repeat) -> new Repeat(repeat.bodyHash(), new Once.Answer.Body("{\"text\":\"kept\"}"), List.of()));
        Seen second = client.send(note("{\"text\":\"x\"}").with("Idempotency-Key", "k"));
        assertThat(List.of(first.body(), second.body())).containsExactly("{\"text\":\"x\"}", "{\"text\":\"kept\"}");
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.headers().has("Idempotency-Replayed")).isFalse();
    }

    @Test
    void handle_sameKeyOtherBody_isAMismatch() {
        client.send(note("{\"text\":\"x\"}").with("Idempotency-Key", "k"));
        Seen seen = client.send(note("{\"text\":\"y\"}").with("Idempotency-Key", "k"));
        assertThat(List.of(seen.status(), seen.code())).isEqualTo(List.of(422, "request.idempotency_mismatch"));
    }

    @Test
    void handle_withheldAnswer_isAlreadyDone() {
        client.send(note("{\"text\":\"x\"}").with("Idempotency-Key", "k"));
        repeats.replaceAll((key, repeat) ->
                new Repeat(repeat.bodyHash(), new Once.Answer.Withheld("{\"token_hash\":\"h\",\"exp\":5}"), List.of()));
        Seen seen = client.send(note("{\"text\":\"x\"}").with("Idempotency-Key", "k"));
        assertThat(List.of(
                        seen.status(),
                        seen.code(),
                        seen.json().path("token_hash").asText(),
                        seen.json().path("exp").asText()))
                .isEqualTo(List.of(409, "request.already_done", "h", "5"));
    }

    @Test
    void handle_whileTheFirstRuns_isInProgress() throws InterruptedException {
        Call call = note("{\"text\":\"wait\"}").with("Idempotency-Key", "k");
        List<Seen> first = new ArrayList<>();
        Thread running = Thread.ofVirtual().start(() -> first.add(client.send(call)));
        entered.await();
        Seen second = client.send(call);
        leave.countDown();
        running.join();
        assertThat(List.of(second.status(), second.code())).isEqualTo(List.of(409, "request.in_progress"));
        assertThat(first).extracting(Seen::status).containsExactly(201);
    }

    @Test
    void handle_keyThatCannotBe_isRefused() {
        assertThat(client.send(note("{\"text\":\"x\"}").with("Idempotency-Key", "a b"))
                        .code())
                .isEqualTo("request.field_invalid");
        assertThat(client.send(note("{\"text\":\"x\"}").with("Idempotency-Key", "x".repeat(256)))
                        .status())
                .isEqualTo(400);
        assertThat(client.send(Call.post("/signatures", "{}").key("t").with("Idempotency-Key", "k"))
                        .code())
                .isEqualTo("request.idempotency_unsupported");
    }

    @Test
    void handle_head_isGetWithoutItsBody() {
        Seen seen = client.send(new Call("HEAD", "/open", Headers.none(), ""));
        assertThat(List.of(seen.status(), seen.body(), seen.header("Content-Length")))
                .isEqualTo(List.of(200, "", "7"));
    }

    @Test
    void handle_crossOrigin_isAnsweredForNamedOriginsOnly() {
        DirectClient open = new DirectClient(
                surface(this::admit, new SurfaceSettings(100, 10_000, Set.of("https://app.example"))),
                new TrafficCheck(routes));
        Headers asks = Headers.of("Access-Control-Request-Method", "POST");
        Seen yes = open.send(new Call("OPTIONS", "/notes", asks.and("Origin", "https://app.example"), ""));
        assertThat(List.of(
                        yes.status(),
                        yes.header("Access-Control-Allow-Origin"),
                        yes.header("Access-Control-Allow-Methods")))
                .isEqualTo(List.of(204, "https://app.example", "OPTIONS, POST"));
        Seen no = open.send(new Call("OPTIONS", "/notes", asks.and("Origin", "https://evil.example"), ""));
        assertThat(List.of(no.status(), no.header("Access-Control-Allow-Origin")))
                .isEqualTo(List.of(204, ""));
        assertThat(client.send(Call.get("/open").with("Origin", "https://app.example"))
                        .headers()
                        .has("Vary"))
                .isFalse();
    }
}
