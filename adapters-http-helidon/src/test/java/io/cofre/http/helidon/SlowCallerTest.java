package io.cofre.http.helidon;

import static io.cofre.http.helidon.Requests.GET;
import static io.cofre.http.helidon.Requests.awaitWindow;
import static io.cofre.http.helidon.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.http.exchange.Answer;
import io.cofre.http.route.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Callers who ask and do not read. */
class SlowCallerTest {
    private static final Duration PATIENCE = Duration.ofMillis(300);
    /** More than any kernel keeps for one connection. */
    private static final int MUCH = 48 << 20;

    private static Served patient(Route route) {
        return Served.of(ServerSettings.on("127.0.0.1", 0).patient(PATIENCE), List.of(route));
    }

    /** A caller whose kernel keeps little for it. */
    private static Socket ask(Served served, String path) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), served.server.port()));
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(GET.formatted(path).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    static void awaitNothingAnswering(Served served) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (served.server.answering() > 0) {
            assertThat(System.nanoTime()).as("still answering").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    static Route endless(CompletableFuture<IOException> told) {
        return get(
                "/s",
                exchange -> Answer.stream(200, "text/plain", out -> {
                    try {
                        while (true) {
                            out.write(new byte[8192]);
                            out.flush();
                        }
                    } catch (IOException e) {
                        told.complete(e);
                        throw e;
                    }
                }));
    }

    @Test
    void stream_callerTakesNothing_failsTheWriterAndHoldsNoThread() throws Exception {
        CompletableFuture<IOException> told = new CompletableFuture<>();
        try (Served served = patient(endless(told));
                Socket socket = ask(served, "/s")) {
            assertThat(told.get(20, TimeUnit.SECONDS)).hasMessage("the caller has gone");
            awaitNothingAnswering(served);
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void whole_callerTakesNothing_holdsNoThread() throws Exception {
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        Route route = get("/w", exchange -> {
            asked.complete(true);
            return Answer.bytes(200, "text/plain", new byte[MUCH]);
        });
        try (Served served = patient(route);
                Socket socket = ask(served, "/w")) {
            asked.get(20, TimeUnit.SECONDS);
            awaitNothingAnswering(served);
            assertThat(socket.isConnected()).isTrue();
        }
    }

    /** It takes longer than the patience for all of it, and never that long for nothing. */
    @Test
    void whole_callerReadsSlowly_getsAllOfIt() throws Exception {
        Route route = get("/w", exchange -> Answer.bytes(200, "text/plain", new byte[MUCH]));
        try (Served served = patient(route);
                Socket socket = served.connect()) {
            socket.getOutputStream().write(GET.formatted("/w").getBytes(StandardCharsets.US_ASCII));
            long begun = System.nanoTime();
            assertThat(Served.line(socket.getInputStream())).isEqualTo("HTTP/1.1 200 OK");
            byte[] bytes = new byte[128 << 10];
            for (int read = 0; read < MUCH; ) {
                awaitWindow();
                int more = socket.getInputStream().read(bytes);
                assertThat(more).as("after " + read + " bytes").isPositive();
                read += more;
            }
            assertThat(System.nanoTime() - begun).isGreaterThan(PATIENCE.toNanos());
        }
    }
}
