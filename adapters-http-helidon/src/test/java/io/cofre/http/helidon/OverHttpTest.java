package io.cofre.http.helidon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.http.exchange.Headers;
import io.cofre.http.json.Json;
import io.cofre.http.routes.HttpWorld;
import io.cofre.http.traffic.Call;
import io.cofre.http.traffic.Seen;
import io.cofre.ports.provider.Provider;
import io.cofre.ports.provider.ProviderCall;
import io.cofre.ports.provider.ProviderOutcome;
import io.cofre.ports.provider.ProviderSink;
import io.cofre.ports.vault.SecretBytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole surface over real sockets. */
class OverHttpTest {
    private static final String ID = "0e37df36-f698-41e6-8dd4-cb9ced3df976";

    private final Silent silent = new Silent();
    private final HttpWorld world = new HttpWorld(silent).acme();
    private final String ana = world.ana();
    private final HelidonServer server = ((Starting.Started) HelidonServer.start(
                    ServerSettings.on("127.0.0.1", 0), world.surface, world.draining, new Random(1)))
            .server();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    /** Says one word and then nothing until it is aborted. */
    private static final class Silent implements Provider {
        private final CountDownLatch called = new CountDownLatch(1);
        private final CompletableFuture<Long> aborted = new CompletableFuture<>();

        @Override
        public String name() {
            return "openai";
        }

        @Override
        public ProviderOutcome invoke(ProviderCall call, SecretBytes key, ProviderSink sink) {
            sink.onAbandoned(() -> aborted.complete(System.nanoTime()));
            if (call.stream()) {
                sink.text("word");
            }
            called.countDown();
            try {
                aborted.get(20, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return new ProviderOutcome.Abandoned(Optional.empty(), Optional.empty());
        }
    }

    private Seen send(Call call) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + call.target()))
                .method(
                        call.method(),
                        call.body().isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(call.body()));
        call.headers().forEach(request::header);
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        response.headers()
                .map()
                .forEach(
                        (name, values) -> values.forEach(value -> fields.add(new SimpleImmutableEntry<>(name, value))));
        return world.checked(call, Seen.of(response.statusCode(), Headers.of(fields), response.body()));
    }

    private Socket open(Call call) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        StringBuilder head =
                new StringBuilder(call.method() + " " + call.target() + " HTTP/1.1\r\nHost: localhost\r\n");
        call.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        return socket;
    }

    private String signed(int seq) throws IOException, InterruptedException {
        ObjectNode span = Json.object()
                .put("id", ID)
                .put("seq", seq)
                .put("entity_type", "note")
                .put("who", "user:ana")
                .put("this", "note")
                .put("at", "2026-11-22T00:00:00.000Z")
                .put("tenant_id", "acme")
                .put("owner_id", "ana@acme")
                .put("visibility", "private")
                .put("name", "é😀");
        ObjectNode body = Json.object().put("kid", "kid_ed25519_main");
        body.set("span", span);
        span.setAll((ObjectNode)
                send(Call.post("/wallet/sign/span", Json.text(body)).key(ana)).json());
        return Json.text(span);
    }

    @Test
    void memory_addedOverHttp_isFound() throws Exception {
        Seen added = send(Call.post("/cli/memory.add", "{\"content\":\"Dan prefere espresso curto\"}")
                .key(ana)
                .with("X-User-Id", "danvoulez")
                .with("X-Tenant-Id", "acme"));
        assertThat(added.status()).isEqualTo(200);
        Seen found =
                send(Call.post("/cli/memory.search", "{\"query\":\"espresso\"}").key(ana));
        assertThat(found.json().path("results").size()).isEqualTo(1);
        assertThat(send(Call.get("/cli/memory.add").key(ana)).status()).isEqualTo(405);
        assertThat(send(Call.get("/health/live")).body()).isEqualTo("{\"status\":\"live\"}");
    }

    @Test
    void batch_lines_areAnsweredLineByLine() throws Exception {
        String lines = signed(0) + "\n" + "{}\n" + signed(1) + "\n";
        Seen seen = send(new Call("POST", "/api/spans/batch", Headers.of("Content-Type", "application/x-ndjson"), lines)
                .key(ana));
        assertThat(seen.body().lines().map(line -> Json.parse(line).path("seq").asText()))
                .containsExactly("0", "", "1");
    }

    @Test
    void timeline_openStream_tellsWhatIsAppended() throws Exception {
        try (Socket socket = open(Call.get("/api/timeline/stream").key(ana))) {
            InputStream in = socket.getInputStream();
            until(in, ": following\n");
            assertThat(send(Call.post("/api/spans", signed(0)).key(ana)).status())
                    .isEqualTo(201);
            assertThat(until(in, "\n\n", "\"span\":{")).contains("event: span", "\"id\":\"" + ID + "\"");
        }
    }

    /** All that came until the texts came, one after the other. */
    private static String until(InputStream in, String end, String... before) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String text : before) {
            all.append(until(in, text));
        }
        StringBuilder rest = new StringBuilder();
        while (rest.indexOf(end) < 0) {
            int b = in.read();
            assertThat(b).as(all + "" + rest).isNotNegative();
            rest.append((char) b);
        }
        return all.append(rest).toString();
    }

    @Test
    void ask_callerHangsUp_abortsTheProviderWithinASecond() throws Exception {
        providerKey();
        Socket socket = open(Call.post("/cli/ask", "{\"text\":\"x\",\"model\":\"gpt-4o\"}")
                .key(ana)
                .with("Connection", "keep-alive"));
        assertThat(silent.called.await(20, TimeUnit.SECONDS)).isTrue();
        long closed = System.nanoTime();
        socket.close();
        assertThat(silent.aborted.get(20, TimeUnit.SECONDS) - closed).isLessThan(TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void ask_callerOfAStreamHangsUp_abortsTheProviderWithinASecond() throws Exception {
        providerKey();
        Socket socket = open(Call.post("/cli/ask", "{\"text\":\"x\",\"model\":\"gpt-4o\",\"stream\":true}")
                .key(ana));
        until(socket.getInputStream(), "data: {\"text\":\"word\"}");
        long closed = System.nanoTime();
        socket.close();
        assertThat(silent.aborted.get(20, TimeUnit.SECONDS) - closed).isLessThan(TimeUnit.SECONDS.toNanos(1));
    }

    private void providerKey() throws Exception {
        assertThat(send(Call.post(
                                        "/wallet/key/register",
                                        "{\"kid\":\"kid_provider_openai\",\"type\":\"provider_key\",\"provider\":\"openai\","
                                                + "\"secret\":\"sk-planted\",\"caps\":[\"provider.invoke:openai/*\"]}")
                                .key(ana))
                        .status())
                .isEqualTo(200);
    }
}
