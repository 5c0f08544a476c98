package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.usecase.IssuedKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Graceful stop (spec 10): drain, then close, within one budget. */
class StopTest {
    private static final Map<String, String> LONG_DRAIN =
            Map.of("COFRE_ASSEMBLY", "embedded", "COFRE_HTTP_DRAIN_SECONDS", "15");
    private static final String BODY = "{\"tenant_id\":\"acme\",\"name\":\"Acme\"}";
    private static final Duration SHORT = Duration.ofSeconds(8);

    @TempDir
    private Path directory;

    private final List<IssuedKey> admins = new ArrayList<>();

    private ServingNode start(Duration stop) {
        return ServingNode.start(
                Nodes.config(directory, LONG_DRAIN, 0), LONG_DRAIN, new Progress(System.err), admins::add, stop);
    }

    @Test
    void close_withARequestInFlight_finishesItAndThatWithOneThatIsStuckEndsInTime() throws Exception {
        ServingNode node = start(Duration.ofSeconds(30));
        String token = admins.getFirst().token().reveal();
        try (Socket socket = taken(node, token)) {
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(node::close);
            awaitDraining(Caller.of(node.address(), token));
            assertThat(stopping).isNotDone();
            socket.getOutputStream().write(BODY.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 201 ").contains("\r\nConnection: close\r\n");
            stopping.get(30, TimeUnit.SECONDS);
        }

        ServingNode again = start(SHORT);
        try (Socket stuck = taken(again, token)) {
            long from = System.nanoTime();
            again.close();
            assertThat(Duration.ofNanos(System.nanoTime() - from))
                    .as("half for the request, and what is needed for the rest")
                    .isBetween(SHORT.dividedBy(2), SHORT);
            assertThat(stuck.getInputStream().read()).isEqualTo(-1);
        }

        try (ServingNode last = start(SHORT)) {
            assertThat(Caller.of(last.address(), token)
                            .get("/api/admin/tenants")
                            .body())
                    .as("what was answered stays")
                    .contains("\"tenant_id\":\"acme\"");
        }
    }

    /** A request that the node has begun to answer, and whose body it waits for. */
    private static Socket taken(ServingNode node, String token) throws IOException {
        Socket socket = new Socket(node.address().getHost(), node.address().getPort());
        socket.setSoTimeout(30_000);
        socket.getOutputStream()
                .write(("POST /api/admin/tenants HTTP/1.1\r\nHost: cofre\r\nAuthorization: ApiKey " + token
                                + "\r\nContent-Type: application/json\r\nContent-Length: " + BODY.length()
                                + "\r\nExpect: 100-continue\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100");
        int ends = 0;
        while (ends < 2) {
            int next = in.read();
            ends = next == '\n' ? ends + 1 : next == '\r' ? ends : 0;
        }
        return socket;
    }

    private static void awaitDraining(Caller caller) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (caller.get("/health/ready").statusCode() != 503) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }
}
