package io.cofre.http.helidon;

import static io.cofre.http.helidon.Requests.GET;
import static io.cofre.http.helidon.Requests.await;
import static io.cofre.http.helidon.Requests.awaitWindow;
import static io.cofre.http.helidon.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.http.exchange.Answer;
import io.cofre.http.route.Route;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;

class StreamTest {
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
}
