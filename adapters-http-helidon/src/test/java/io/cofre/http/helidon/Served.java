package io.cofre.http.helidon;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.http.exchange.Headers;
import io.cofre.http.route.Route;
import io.cofre.http.route.Router;
import io.cofre.http.surface.Gate;
import io.cofre.http.surface.Surface;
import io.cofre.http.surface.SurfaceSettings;
import io.cofre.http.traffic.Seen;
import io.cofre.ports.span.PayloadHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/** A server on a free port of the loopback address, and requests to it byte by byte. */
final class Served implements AutoCloseable {
    final HelidonServer server;

    final AtomicBoolean draining;

    private Served(HelidonServer server, AtomicBoolean draining) {
        this.server = server;
        this.draining = draining;
    }

    static Surface surface(List<Route> routes) {
        Gate nobody = (exchange, need) -> {
            throw new AssertionError("these routes are open");
        };
        return new Surface(
                new Router(routes),
                nobody,
                SurfaceSettings.standard(),
                key -> Optional.empty(),
                body -> new PayloadHash("b3:" + "0".repeat(64)),
                new Random(1),
                (method, path, traceId, failure) -> failure.printStackTrace());
    }

    static Served of(ServerSettings settings, List<Route> routes) {
        AtomicBoolean draining = new AtomicBoolean();
        Starting starting = HelidonServer.start(settings, surface(routes), draining, new Random(2));
        assertThat(starting).isInstanceOf(Starting.Started.class);
        return new Served(((Starting.Started) starting).server(), draining);
    }

    static Served of(Route... routes) {
        return of(ServerSettings.on("127.0.0.1", 0), List.of(routes));
    }

    Socket connect() throws IOException {
        return connect(server);
    }

    private static Socket connect(HelidonServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** Sends the bytes and reads one answer that has a Content-Length or ends with the connection. */
    Seen send(String request) throws IOException {
        return send(server, request);
    }

    static Seen send(HelidonServer server, String request) throws IOException {
        try (Socket socket = connect(server)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return read(socket.getInputStream());
        }
    }

    static Seen read(InputStream in) throws IOException {
        String status = line(in);
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
            int colon = field.indexOf(':');
            fields.add(new SimpleImmutableEntry<>(
                    field.substring(0, colon), field.substring(colon + 1).strip()));
        }
        Headers headers = Headers.of(fields);
        int length = headers.first("Content-Length").map(Integer::parseInt).orElse(0);
        return Seen.of(Integer.parseInt(status.substring(9, 12)), headers, in.readNBytes(length));
    }

    static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the connection ended after: " + line.toString(StandardCharsets.ISO_8859_1));
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        server.close();
    }
}
