package io.cofre.http.helidon;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.auth.Requirement;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Connection;
import io.cofre.http.json.Json;
import io.cofre.http.json.Schema;
import io.cofre.http.route.Handler;
import io.cofre.http.route.Route;
import io.cofre.http.traffic.Seen;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;

class HelidonServerTest {
    private static final String HOST = "Host: localhost";
    private static final String GET = head("GET %s HTTP/1.1", HOST);

    private static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static Route get(String path, Handler handler) {
        return Route.get(path)
                .need(new Requirement.Open())
                .query(Schema.object().maybe("q", Schema.anyText(100), "any"))
                .says("T", "Gets")
                .givesNothing(200, "d")
                .to(handler);
    }

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

    /** Without TCP_NODELAY the second small chunk waits for the first one's acknowledgement, 40 ms on Linux. */
    @Test
    void stream_flushedSmallChunks_arriveAtOnce() throws IOException {
        int rounds = 11;
        Route route = get(
                "/s",
                exchange -> Answer.stream(200, "text/plain", out -> {
                    out.write('a');
                    out.flush();
                    awaitWindow();
                    out.write(("<" + System.nanoTime() + ">").getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                }));
        try (Served served = Served.of(route);
                Socket socket = served.connect()) {
            long[] latencies = new long[rounds];
            for (int i = 0; i < rounds; i++) {
                socket.getOutputStream().write(GET.formatted("/s").getBytes(StandardCharsets.US_ASCII));
                StringBuilder text = new StringBuilder();
                while (text.indexOf(">") < 0) {
                    text.append(some(socket));
                }
                long sent = Long.parseLong(text.substring(text.indexOf("<") + 1, text.indexOf(">")));
                latencies[i] = System.nanoTime() - sent;
                while (text.indexOf("0\r\n\r\n") < 0) {
                    text.append(some(socket));
                }
            }
            Arrays.sort(latencies);
            assertThat(TimeUnit.NANOSECONDS.toMillis(latencies[rounds / 2])).isLessThan(20);
        }
    }

    /** Not to acknowledge at once is what makes Nagle's algorithm wait; the kernel forgets the option at each read. */
    private static String some(Socket socket) throws IOException {
        socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, false);
        byte[] bytes = new byte[1000];
        return new String(bytes, 0, socket.getInputStream().read(bytes), StandardCharsets.US_ASCII);
    }

    /** Some two milliseconds in which the kernel may send. */
    private static void awaitWindow() {
        long until = System.nanoTime() + 2_000_000;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    @Test
    void events_each_isThereBeforeTheNextIsMade() throws IOException {
        CountDownLatch seen = new CountDownLatch(1);
        Route route = get(
                "/e",
                exchange -> Answer.events(events -> {
                    events.send(Optional.of("7"), "span", "{\"a\":1}\n{\"b\":2}");
                    await(seen);
                    events.send("end", "");
                }));
        try (Served served = Served.of(route);
                Socket socket = served.connect()) {
            socket.getOutputStream().write(GET.formatted("/e").getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(Served.read(in).header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(chunk(in)).isEqualTo("id: 7\nevent: span\ndata: {\"a\":1}\ndata: {\"b\":2}\n\n");
            seen.countDown();
            assertThat(chunk(in)).isEqualTo("event: end\ndata\n\n");
        }
    }

    private static String chunk(InputStream in) throws IOException {
        int size = Integer.parseInt(Served.line(in), 16);
        String text = new String(in.readNBytes(size), StandardCharsets.UTF_8);
        in.skipNBytes(2);
        return text;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whenGone_callerHangsUpWhileWaiting_isToldWithinASecond() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Long> gone = new CompletableFuture<>();
        Route route = get("/w", exchange -> {
            CountDownLatch left = new CountDownLatch(1);
            Connection.Watch watch = exchange.connection().whenGone(() -> {
                gone.complete(System.nanoTime());
                left.countDown();
            });
            waiting.countDown();
            await(left);
            watch.end();
            return Answer.empty(200);
        });
        try (Served served = Served.of(route)) {
            Socket socket = served.connect();
            socket.getOutputStream().write(GET.formatted("/w").getBytes(StandardCharsets.US_ASCII));
            await(waiting);
            long closed = System.nanoTime();
            socket.close();
            assertThat(gone.get(10, TimeUnit.SECONDS) - closed).isLessThan(TimeUnit.SECONDS.toNanos(1));
        }
    }

    @Test
    void whenGone_callerStays_isNotToldAndTheConnectionGoesOn() throws IOException {
        AtomicBoolean gone = new AtomicBoolean();
        Route route = get("/w", exchange -> {
            Connection.Watch watch = exchange.connection().whenGone(() -> gone.set(true));
            awaitWindow();
            watch.end();
            return Answer.text(200, "text/plain", "ok");
        });
        try (Served served = Served.of(route);
                Socket socket = served.connect()) {
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream().write(GET.formatted("/w").getBytes(StandardCharsets.US_ASCII));
                assertThat(Served.read(socket.getInputStream()).body()).isEqualTo("ok");
            }
        }
        assertThat(gone).isFalse();
    }

    @Test
    void stream_callerHangsUp_failsTheWriter() throws Exception {
        CompletableFuture<IOException> failure = new CompletableFuture<>();
        Route route = get(
                "/s",
                exchange -> Answer.stream(200, "text/plain", out -> {
                    try {
                        while (true) {
                            out.write(new byte[8192]);
                            out.flush();
                        }
                    } catch (IOException e) {
                        failure.complete(e);
                        throw e;
                    }
                }));
        try (Served served = Served.of(route)) {
            Socket socket = served.connect();
            socket.getOutputStream().write(GET.formatted("/s").getBytes(StandardCharsets.US_ASCII));
            Served.read(socket.getInputStream());
            socket.close();
            assertThat(failure.get(10, TimeUnit.SECONDS)).hasMessage("the caller has gone");
        }
    }

    @Test
    void stream_handlerFails_breaksTheConnectionOff() throws IOException {
        Route route = get(
                "/s",
                exchange -> Answer.stream(200, "text/plain", out -> {
                    out.write('x');
                    out.flush();
                    throw new IOException("the source failed");
                }));
        try (Served served = Served.of(route);
                Socket socket = served.connect()) {
            socket.getOutputStream().write(GET.formatted("/s").getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            Served.read(in);
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("1\r\nx\r\n");
        }
    }

    @Test
    void close_whileAnswering_drainsFirst() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Route route = get("/w", exchange -> {
            entered.countDown();
            await(leave);
            return Answer.text(200, "text/plain", "done");
        });
        Served served = Served.of(route);
        try (Socket busy = served.connect();
                Socket idle = served.connect()) {
            busy.getOutputStream().write(GET.formatted("/w").getBytes(StandardCharsets.US_ASCII));
            await(entered);
            assertThat(served.server.answering()).isEqualTo(1);
            Thread stopping = Thread.ofVirtual().start(served::close);
            while (!served.draining.get()) {
                Thread.onSpinWait();
            }
            leave.countDown();
            Seen seen = Served.read(busy.getInputStream());
            assertThat(List.of(seen.body(), seen.header("Connection"))).isEqualTo(List.of("done", "close"));
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
            assertThat(stopping.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void close_whatDoesNotEnd_endsAfterTheDrain() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        Route route = get("/w", exchange -> {
            entered.countDown();
            await(new CountDownLatch(1));
            return Answer.empty(200);
        });
        Served served = Served.of(ServerSettings.on("127.0.0.1", 0).draining(Duration.ofMillis(200)), List.of(route));
        try (Socket busy = served.connect()) {
            busy.getOutputStream().write(GET.formatted("/w").getBytes(StandardCharsets.US_ASCII));
            await(entered);
            long from = System.nanoTime();
            served.close();
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from)).isLessThan(5_000);
        }
    }

    @Test
    void start_portInUse_saysSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            ServerSettings settings = ServerSettings.on("127.0.0.1", taken.getLocalPort());
            assertThat(HelidonServer.start(settings, Served.surface(List.of()), new AtomicBoolean(), new Random(1)))
                    .isEqualTo(new Starting.PortInUse("127.0.0.1", taken.getLocalPort()));
        }
    }

    @Test
    void start_foreignAddress_saysSo() {
        ServerSettings settings = ServerSettings.on("192.0.2.1", 0);
        assertThat(HelidonServer.start(settings, Served.surface(List.of()), new AtomicBoolean(), new Random(1)))
                .isInstanceOf(Starting.NotBindable.class);
    }
}
