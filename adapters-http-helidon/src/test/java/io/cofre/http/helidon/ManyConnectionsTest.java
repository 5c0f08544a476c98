package io.cofre.http.helidon;

import static io.cofre.http.helidon.Requests.GET;
import static io.cofre.http.helidon.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.http.exchange.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ManyConnectionsTest {
    private static final int MANY = 10_000;

    @Test
    void connections_tenThousandIdle_letGoodRequestsThroughAtTheirSpeed() throws Exception {
        try (Served served = Served.of(
                ServerSettings.on("127.0.0.1", 0),
                List.of(get("/quick", exchange -> Answer.text(200, "text/plain", "quick"))))) {
            long alone = median(served);
            Process clients = clients(served.server.port());
            try {
                BufferedReader said = clients.inputReader(StandardCharsets.US_ASCII);
                int open = Integer.parseInt(said.readLine());
                assertThat(open).isEqualTo(MANY);
                assertThat(served.server.connections()).isGreaterThanOrEqualTo(MANY);
                long beside = median(served);
                System.out.printf(
                        "a request takes %d us alone and %d us beside %d idle connections%n",
                        TimeUnit.NANOSECONDS.toMicros(alone), TimeUnit.NANOSECONDS.toMicros(beside), open);
                assertThat(beside).isLessThan(TimeUnit.MILLISECONDS.toNanos(100));
            } finally {
                clients.destroyForcibly().waitFor();
            }
            while (served.server.connections() > 0) {
                Thread.onSpinWait();
            }
        }
    }

    private static Process clients(int port) throws IOException, URISyntaxException {
        String classes = Path.of(IdleClients.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-cp",
                        classes,
                        IdleClients.class.getName(),
                        String.valueOf(port),
                        String.valueOf(MANY),
                        GET.formatted("/quick"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Of requests with a connection each. */
    private static long median(Served served) throws IOException {
        long[] times = new long[51];
        for (int i = 0; i < times.length; i++) {
            long from = System.nanoTime();
            assertThat(served.send(GET.formatted("/quick")).body()).isEqualTo("quick");
            times[i] = System.nanoTime() - from;
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }
}
