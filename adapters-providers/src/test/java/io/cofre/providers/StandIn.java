package io.cofre.providers;

import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A stand-in for both vendors over real HTTP: answers what it was told to, in turn, and keeps what it was sent. */
final class StandIn implements AutoCloseable {
    private final WebServer server;
    private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
    private volatile Always always =
            (asksForStream, response) -> response.status(418).send("nothing was scripted");
    final List<Seen> seen = new CopyOnWriteArrayList<>();

    interface Script {
        void answer(ServerResponse response) throws IOException;
    }

    private interface Always {
        void answer(boolean asksForStream, ServerResponse response);
    }

    /** One request. */
    record Seen(String path, Map<String, String> headers, String body, int fromPort) {}

    StandIn() {
        this(Tls.builder().enabled(false).build());
    }

    /** The same over TLS. */
    StandIn(Tls tls) {
        server = WebServer.builder()
                .tls(tls)
                .address(InetAddress.getLoopbackAddress())
                .port(0)
                .shutdownHook(false)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .routing(routing -> routing.any(this::handle))
                .build()
                .start();
    }

    int port() {
        return server.port();
    }

    StandIn then(Script script) {
        scripts.add(script);
        return this;
    }

    StandIn thenReply(int status, String type, String body, String... headers) {
        return then(response -> {
            response.status(status).header(HeaderNames.CONTENT_TYPE, type);
            for (int i = 0; i < headers.length; i += 2) {
                response.header(HeaderNames.create(headers[i]), headers[i + 1]);
            }
            response.send(body.getBytes(StandardCharsets.UTF_8));
        });
    }

    /** A stream cut into pieces of so many bytes, each sent by itself. */
    StandIn thenStream(String events, int bytesAtOnce, String... headers) {
        return then(response -> {
            response.status(200).header(HeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8");
            for (int i = 0; i < headers.length; i += 2) {
                response.header(HeaderNames.create(headers[i]), headers[i + 1]);
            }
            byte[] bytes = events.getBytes(StandardCharsets.UTF_8);
            try (OutputStream out = response.outputStream()) {
                for (int at = 0; at < bytes.length; at += bytesAtOnce) {
                    out.write(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + bytesAtOnce)));
                    out.flush();
                }
            }
        });
    }

    /** Where nothing else is told: a stream to who asks for one, else the whole. */
    void thenAlways(String whole, String events) {
        always = (asksForStream, response) -> {
            response.status(200)
                    .header(HeaderNames.CONTENT_TYPE, asksForStream ? "text/event-stream" : "application/json");
            response.send((asksForStream ? events : whole).getBytes(StandardCharsets.UTF_8));
        };
    }

    @Override
    public void close() {
        server.stop();
    }

    private void handle(ServerRequest request, ServerResponse response) {
        Map<String, String> headers = new TreeMap<>();
        request.headers().forEach(header -> headers.put(header.headerName().lowerCase(), header.get()));
        seen.add(new Seen(
                request.path().path(),
                headers,
                request.content().as(String.class),
                request.remotePeer().port()));
        boolean asksForStream = seen.getLast().body().contains("\"stream\":true");
        Script script = scripts.poll();
        try {
            if (script == null) {
                always.answer(asksForStream, response);
            } else {
                script.answer(response);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
