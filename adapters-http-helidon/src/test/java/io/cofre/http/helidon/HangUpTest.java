package io.cofre.http.helidon;

import static io.cofre.http.helidon.Requests.GET;
import static io.cofre.http.helidon.Requests.await;
import static io.cofre.http.helidon.Requests.awaitWindow;
import static io.cofre.http.helidon.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Connection;
import io.cofre.http.route.Route;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HangUpTest {
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
}
