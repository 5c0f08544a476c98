package io.cofre.http.helidon;

import static io.cofre.http.helidon.Requests.GET;
import static io.cofre.http.helidon.Requests.await;
import static io.cofre.http.helidon.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.http.exchange.Answer;
import io.cofre.http.route.Route;
import io.cofre.http.traffic.Seen;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class StartAndStopTest {
    @Test
    void listen_untilThereIsSomethingToServe_answersThatTheNodeIsStarting() throws IOException {
        Starting starting = HelidonServer.listen(ServerSettings.on("127.0.0.1", 0), new Random(2));
        try (HelidonServer server = ((Starting.Started) starting).server()) {
            Seen early = Served.send(server, GET.formatted("/w"));
            assertThat(List.of(
                            early.status(),
                            early.header("Content-Type"),
                            early.header("Retry-After"),
                            early.header("Connection")))
                    .isEqualTo(List.of(503, "application/problem+json", "1", "close"));
            assertThat(early.body()).contains("\"code\":\"ledger.unavailable\"");

            server.serve(
                    Served.surface(List.of(get("/w", exchange -> Answer.text(200, "text/plain", "served")))),
                    new AtomicBoolean());
            assertThat(Served.send(server, GET.formatted("/w")).body()).isEqualTo("served");
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
    void close_whileAnswering_turnsNewConnectionsAwayAndAnswersOldOnes() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Served served = Served.of(
                get("/w", exchange -> {
                    entered.countDown();
                    await(leave);
                    return Answer.text(200, "text/plain", "done");
                }),
                get("/quick", exchange -> Answer.text(200, "text/plain", "quick")));
        try (Socket busy = served.connect();
                Socket old = served.connect()) {
            busy.getOutputStream().write(GET.formatted("/w").getBytes(StandardCharsets.US_ASCII));
            old.getOutputStream().write(GET.formatted("/quick").getBytes(StandardCharsets.US_ASCII));
            assertThat(Served.read(old.getInputStream()).header("Connection")).isNotEqualTo("close");
            await(entered);
            Thread stopping = Thread.ofVirtual().start(served::close);
            while (!served.draining.get()) {
                Thread.onSpinWait();
            }
            Seen late = served.send(GET.formatted("/quick"));
            assertThat(List.of(late.status(), late.code(), late.header("Connection"), late.header("Retry-After")))
                    .isEqualTo(List.of(503, "ledger.unavailable", "close", "1"));
            old.getOutputStream().write(GET.formatted("/quick").getBytes(StandardCharsets.US_ASCII));
            Seen last = Served.read(old.getInputStream());
            assertThat(List.of(last.body(), last.header("Connection"))).isEqualTo(List.of("quick", "close"));
            leave.countDown();
            assertThat(Served.read(busy.getInputStream()).body()).isEqualTo("done");
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
}
