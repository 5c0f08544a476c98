package io.cofre.http.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.http.exchange.Headers;
import io.cofre.http.traffic.Call;
import io.cofre.http.traffic.DirectClient;
import io.cofre.http.traffic.Seen;
import io.cofre.http.traffic.TrafficCheck;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurfaceTest extends NotesSurface {
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
    void handle_head_isGetWithoutItsBody() {
        Seen seen = client.send(new Call("HEAD", "/open", Headers.none(), ""));
        assertThat(List.of(seen.status(), seen.body(), seen.header("Content-Length")))
                .isEqualTo(List.of(200, "", "7"));
    }

    @Test
    void handle_crossOrigin_isAnsweredForNamedOriginsOnly() {
        DirectClient open = new DirectClient(
                surface(this::admit, new SurfaceSettings(100, 64, 10_000, Set.of("https://app.example"))),
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
