package io.cofre.http.helidon;

import static io.cofre.http.helidon.Requests.GET;
import static io.cofre.http.helidon.Requests.HOST;
import static io.cofre.http.helidon.Requests.get;
import static io.cofre.http.helidon.Requests.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.auth.Requirement;
import io.cofre.http.exchange.Answer;
import io.cofre.http.json.Json;
import io.cofre.http.json.Schema;
import io.cofre.http.route.Route;
import io.cofre.http.traffic.Seen;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Callers who send a byte now and then, or none at all, over real sockets. */
class SlowSendersTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofMinutes(5);

    private static final Route QUICK = get("/quick", exchange -> Answer.text(200, "text/plain", "quick"));
    private static final Route ECHO = Route.post("/echo")
            .need(new Requirement.Open())
            .says("T", "Echoes")
            .takes(Schema.object().with("a", Schema.anyText(2_000_000), "any"))
            .givesNothing(200, "d")
            .to(exchange ->
                    Answer.json(200, Json.object().put("a", exchange.json().text("a"))));

    /** Reads nothing of what it is sent. */
    private static final Route DEAF = Route.post("/deaf")
            .need(new Requirement.Open())
            .says("T", "Is deaf")
            .givesNothing(200, "d")
            .to(exchange -> Answer.text(200, "text/plain", "deaf"));

    private static Served served(Patience patience) {
        return Served.of(ServerSettings.on("127.0.0.1", 0).with(patience), List.of(QUICK, ECHO, DEAF));
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String post(String path, int length) {
        return head("POST " + path + " HTTP/1.1", HOST, "Content-Type: application/json", "Content-Length: " + length);
    }

    /** A byte each few milliseconds, until the other side has had enough. */
    private static void drip(Socket socket, String text) {
        for (int i = 0; i < text.length(); i++) {
            try {
                send(socket, text.substring(i, i + 1));
            } catch (IOException closed) {
                return;
            }
            Requests.awaitWindow();
        }
    }

    private static void assertSlow(Seen seen) {
        assertThat(List.of(seen.status(), seen.header("Content-Type"), seen.code(), seen.header("Connection")))
                .isEqualTo(List.of(408, "application/problem+json", "request.timeout", "close"));
    }

    @Test
    void head_dripped_is408AndTheConnectionCloses() throws Exception {
        try (Served served = served(new Patience(LONG, SHORT, LONG, 1, LONG));
                Socket socket = served.connect()) {
            Thread.ofVirtual().start(() -> drip(socket, "GET /quick HTTP/1.1\r\nX-Drip: " + "x".repeat(60_000)));
            long from = System.nanoTime();
            assertSlow(Served.read(socket.getInputStream()));
            assertThat(System.nanoTime() - from).isBetween(SHORT.toNanos() / 2, TimeUnit.SECONDS.toNanos(5));
        }
    }

    @Test
    void head_ofTheSecondRequestThatStops_is408() throws IOException {
        try (Served served = served(new Patience(LONG, SHORT, LONG, 1, LONG));
                Socket socket = served.connect()) {
            send(socket, GET.formatted("/quick"));
            assertThat(Served.read(socket.getInputStream()).body()).isEqualTo("quick");
            send(socket, "GET /quick HTTP/1.1\r\nHo");
            assertSlow(Served.read(socket.getInputStream()));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void body_thatStops_is408AndTheConnectionCloses() throws IOException {
        try (Served served = served(new Patience(LONG, LONG, SHORT, 1_000_000, LONG));
                Socket socket = served.connect()) {
            send(socket, post("/echo", 100) + "{\"a\":");
            assertSlow(Served.read(socket.getInputStream()));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void body_drippedBelowTheRate_is408AlthoughItNeverStalls() throws IOException {
        try (Served served = served(new Patience(LONG, LONG, SHORT, 100_000, LONG));
                Socket socket = served.connect()) {
            send(socket, post("/echo", 1_000_000));
            Thread.ofVirtual().start(() -> drip(socket, "{\"a\":\"" + "x".repeat(100_000)));
            assertSlow(Served.read(socket.getInputStream()));
        }
    }

    @Test
    void body_drippedAboveTheRate_isTaken() throws IOException {
        try (Served served = served(new Patience(LONG, LONG, SHORT, 10, LONG));
                Socket socket = served.connect()) {
            String body = "{\"a\":\"" + "x".repeat(392) + "\"}";
            send(socket, post("/echo", body.length()));
            long from = System.nanoTime();
            drip(socket, body);
            assertThat(Served.read(socket.getInputStream()).body()).isEqualTo(body);
            assertThat(System.nanoTime() - from).isGreaterThan(SHORT.toNanos());
        }
    }

    @Test
    void body_thatNobodyReads_endsWithItsTime() throws IOException {
        try (Served served = served(new Patience(LONG, LONG, SHORT, 1_000_000, LONG));
                Socket socket = served.connect()) {
            send(socket, post("/deaf", 100) + "{");
            assertThat(Served.read(socket.getInputStream()).body()).isEqualTo("deaf");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void body_thatNobodyReads_isPassedOver() throws IOException {
        try (Served served = served(Patience.STANDARD);
                Socket socket = served.connect()) {
            for (int i = 0; i < 2; i++) {
                send(socket, post("/deaf", 5) + "{\"a\":");
                assertThat(Served.read(socket.getInputStream()).body()).isEqualTo("deaf");
            }
        }
    }

    @Test
    void connection_withoutARequest_closesWhenItsTimeIsOver() throws IOException {
        try (Served served = served(new Patience(SHORT, LONG, LONG, 1, LONG));
                Socket fresh = served.connect();
                Socket used = served.connect()) {
            send(used, GET.formatted("/quick"));
            assertThat(Served.read(used.getInputStream()).header("Connection")).isNotEqualTo("close");
            assertThat(used.getInputStream().read()).isEqualTo(-1);
            assertThat(fresh.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void connection_beyondTheMost_hears503AndIsClosed() throws Exception {
        ServerSettings settings = ServerSettings.on("127.0.0.1", 0).withMaxConnections(2);
        try (Served served = Served.of(settings, List.of(QUICK));
                Socket first = served.connect()) {
            send(first, GET.formatted("/quick"));
            assertThat(Served.read(first.getInputStream()).body()).isEqualTo("quick");
            try (Socket second = served.connect()) {
                send(second, GET.formatted("/quick"));
                assertThat(Served.read(second.getInputStream()).body()).isEqualTo("quick");
                assertThat(served.server.connections()).isEqualTo(2);
                try (Socket third = served.connect()) {
                    send(third, GET.formatted("/quick"));
                    Seen seen = Served.read(third.getInputStream());
                    assertThat(List.of(
                                    seen.status(), seen.code(), seen.header("Retry-After"), seen.header("Connection")))
                            .isEqualTo(List.of(503, "ledger.unavailable", "1", "close"));
                    assertThat(third.getInputStream().read()).isEqualTo(-1);
                }
            }
            while (served.server.connections() > 1) {
                Thread.onSpinWait();
            }
            assertThat(served.send(GET.formatted("/quick")).body()).isEqualTo("quick");
        }
    }

    @Test
    void connection_farBeyondTheMost_isClosedUnheard() throws Exception {
        ServerSettings settings = ServerSettings.on("127.0.0.1", 0).withMaxConnections(1);
        List<Socket> sockets = new ArrayList<>();
        try (Served served = Served.of(settings, List.of(QUICK))) {
            for (int i = 0; i < 17; i++) {
                sockets.add(served.connect());
            }
            while (served.server.connections() < 17) {
                Thread.onSpinWait();
            }
            try (Socket last = served.connect()) {
                assertThat(last.getInputStream().read()).isEqualTo(-1);
            }
            send(sockets.getFirst(), GET.formatted("/quick"));
            assertThat(Served.read(sockets.getFirst().getInputStream()).body()).isEqualTo("quick");
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
