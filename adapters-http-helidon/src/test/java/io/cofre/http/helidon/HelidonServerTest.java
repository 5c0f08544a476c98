package io.cofre.http.helidon;

import static io.cofre.http.helidon.Requests.HOST;
import static io.cofre.http.helidon.Requests.get;
import static io.cofre.http.helidon.Requests.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.auth.Requirement;
import io.cofre.http.exchange.Answer;
import io.cofre.http.json.Json;
import io.cofre.http.json.Schema;
import io.cofre.http.route.Handler;
import io.cofre.http.route.Route;
import io.cofre.http.traffic.Seen;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HelidonServerTest {
    private static Route post(Handler handler) {
        return Route.post("/post")
                .need(new Requirement.Open())
                .says("T", "Posts")
                .takes(Schema.object().with("a", Schema.anyText(2_000_000), "any"))
                .givesNothing(200, "d")
                .to(handler);
    }

    private static String post(String body) {
        return head(
                        "POST /post HTTP/1.1",
                        HOST,
                        "Content-Type: application/json",
                        "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length)
                + body;
    }

    @Test
    void handle_request_arrivesAsItWasSent() throws IOException {
        Route route = get(
                "/a/{x}",
                exchange -> Answer.json(
                        200,
                        Json.object()
                                .put("target", exchange.head().pathWithQuery())
                                .put("x", exchange.path("x"))
                                .put(
                                        "tenants",
                                        String.join("|", exchange.headers().all("x-tenant-id")))
                                .put("peer", exchange.head().peer())
                                .put("virtual", Thread.currentThread().isVirtual())));
        try (Served served = Served.of(route)) {
            Seen seen =
                    served.send(head("GET /a/b%2Fc?q=%C3%A9+1 HTTP/1.1", HOST, "X-Tenant-Id: one", "x-tenant-id: two"));
            assertThat(seen.body())
                    .isEqualTo("{\"target\":\"/a/b%2Fc?q=%C3%A9+1\",\"x\":\"b/c\",\"tenants\":\"one|two\","
                            + "\"peer\":\"127.0.0.1\",\"virtual\":true}");
        }
    }

    @Test
    void handle_bodyAndKeepAlive_areRead() throws IOException {
        try (Served served = Served.of(post(exchange ->
                        Answer.json(200, Json.object().put("a", exchange.json().text("a")))));
                Socket socket = served.connect()) {
            for (String text : List.of("é", "x".repeat(100_000))) {
                String body = Json.text(Json.object().put("a", text));
                socket.getOutputStream().write(post(body).getBytes(StandardCharsets.UTF_8));
                assertThat(Served.read(socket.getInputStream()).body()).isEqualTo(body);
            }
        }
    }

    @Test
    void handle_hugeBody_isRefusedAndTheConnectionCloses() throws IOException {
        try (Served served = Served.of(post(exchange -> Answer.empty(200)))) {
            Seen seen = served.send(
                    head("POST /post HTTP/1.1", HOST, "Content-Type: application/json", "Content-Length: 999999999999")
                            + "{");
            assertThat(List.of(seen.status(), seen.code(), seen.header("Connection")))
                    .isEqualTo(List.of(413, "request.too_large", "close"));
        }
    }

    @Test
    void handle_bodyBehindARefusal_isNoRequest() throws IOException {
        AtomicInteger hidden = new AtomicInteger();
        Route planted = get("/planted", exchange -> {
            hidden.incrementAndGet();
            return Answer.empty(200);
        });
        try (Served served = Served.of(post(exchange -> Answer.empty(200)), planted);
                Socket socket = served.connect()) {
            String body = head("GET /planted HTTP/1.1", HOST);
            socket.getOutputStream()
                    .write((head(
                                            "POST /post HTTP/1.1",
                                            HOST,
                                            "Content-Type: application/json",
                                            "Content-Length: 999999999999")
                                    + body)
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(Served.read(socket.getInputStream()).status()).isEqualTo(413);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            assertThat(hidden).hasValue(0);
        }
    }

    @Test
    void refuse_whatIsNoRequest_isProblemJson() throws IOException {
        try (Served served = Served.of(get("/a", exchange -> Answer.empty(200)))) {
            for (String bad : List.of(
                    head("planted"),
                    head("GET /planted HTTP/1.1"),
                    head("GET /a HTTP/1.1", HOST, "no colon planted"),
                    head("POST /a HTTP/1.1", HOST, "Content-Length: planted"),
                    head("GET /a HTTP/1.1", HOST, "X-Long: " + "planted".repeat(40_000)),
                    head("POST /a HTTP/1.1", HOST, "Content-Length: 3", "Content-Length: 7") + "planted",
                    head("POST /a HTTP/1.1", HOST, "Content-Length: 7", "Transfer-Encoding: chunked") + "planted",
                    head("POST /a HTTP/1.1", HOST, "Transfer-Encoding: gzip, chunked") + "planted",
                    head("GET /a<planted> HTTP/1.1", HOST))) {
                Seen seen = served.send(bad);
                assertThat(List.of(seen.status(), seen.header("Content-Type"), seen.code()))
                        .as(bad)
                        .isEqualTo(List.of(400, "application/problem+json", "request.malformed"));
                assertThat(seen.body()).doesNotContain("planted");
            }
        }
    }

    @Test
    void refuse_oversizedHead_isTooLarge() throws IOException {
        try (Served served = Served.of(get("/a", exchange -> Answer.empty(200)))) {
            for (String bad : List.of(
                    head("GET /a HTTP/1.1", HOST, "X-Long: " + "x".repeat(70_000)),
                    head("GET /a?q=" + "x".repeat(70_000) + " HTTP/1.1", HOST),
                    head("GET /a?q=" + "x".repeat(40_000) + " HTTP/1.1", HOST, "X-Long: " + "x".repeat(40_000)))) {
                Seen seen = served.send(bad);
                assertThat(List.of(seen.status(), seen.code())).isEqualTo(List.of(413, "request.headers_too_large"));
            }
        }
    }
}
