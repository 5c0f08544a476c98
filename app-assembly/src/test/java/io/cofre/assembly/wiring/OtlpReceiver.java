package io.cofre.assembly.wiring;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes traces as a collector does: OTLP over HTTP, in protobuf (opentelemetry-proto, trace.proto), on a free port. */
final class OtlpReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Seen> spans = new CopyOnWriteArrayList<>();
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();

    /** A span; {@code parent} is empty at a trace's root, {@code kind} by its number (2 server, 3 client). */
    record Seen(String trace, String id, String parent, String name, long kind, Map<String, Object> attributes) {}

    OtlpReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            bodies.add(body);
            for (byte[] resource : fields(body).all(1)) {
                for (byte[] scope : fields(resource).all(2)) {
                    fields(scope).all(2).forEach(span -> spans.add(span(fields(span))));
                }
            }
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Seen> spans() {
        return spans;
    }

    /** All that was sent, as text as far as it is any. */
    String sent() {
        StringBuilder all = new StringBuilder();
        bodies.forEach(body -> all.append(new String(body, StandardCharsets.UTF_8)));
        return all.toString();
    }

    private static Seen span(Fields span) {
        Map<String, Object> attributes = new HashMap<>();
        for (byte[] attribute : span.all(9)) {
            Fields pair = fields(attribute);
            Fields value = fields(pair.one(2));
            attributes.put(text(pair.one(1)), value(value));
        }
        HexFormat hex = HexFormat.of();
        return new Seen(
                hex.formatHex(span.one(1)),
                hex.formatHex(span.one(2)),
                hex.formatHex(span.one(4)),
                text(span.one(5)),
                span.numbers.getOrDefault(6, 0L),
                attributes);
    }

    /** A string or a whole number, which is all that is sent. */
    private static Object value(Fields value) {
        if (value.bytes.containsKey(1)) {
            return text(value.one(1));
        }
        return Optional.ofNullable(value.numbers.get(3))
                .orElseThrow(() -> new IllegalArgumentException("neither a string nor a whole number"));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The fields of a message by their numbers. */
    private record Fields(Map<Integer, List<byte[]>> bytes, Map<Integer, Long> numbers) {
        List<byte[]> all(int number) {
            return bytes.getOrDefault(number, List.of());
        }

        byte[] one(int number) {
            List<byte[]> all = all(number);
            return all.isEmpty() ? new byte[0] : all.getFirst();
        }
    }

    private static Fields fields(byte[] message) {
        Fields fields = new Fields(new HashMap<>(), new HashMap<>());
        ByteArrayInputStream in = new ByteArrayInputStream(message);
        while (in.available() > 0) {
            long tag = varint(in);
            int number = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case 0 -> fields.numbers.put(number, varint(in));
                case 1 -> fields.numbers.put(number, fixed(in, 8).getLong());
                case 2 -> {
                    byte[] value = fixed(in, (int) varint(in)).array();
                    fields.bytes
                            .computeIfAbsent(number, ignored -> new CopyOnWriteArrayList<>())
                            .add(value);
                }
                case 5 -> fields.numbers.put(number, (long) fixed(in, 4).getInt());
                default -> throw new IllegalArgumentException("no wire type of protobuf: " + tag);
            }
        }
        return fields;
    }

    private static ByteBuffer fixed(ByteArrayInputStream in, int length) {
        byte[] bytes = new byte[length];
        if (in.read(bytes, 0, length) < length && length > 0) {
            throw new IllegalArgumentException("a field ends before its length");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static long varint(ByteArrayInputStream in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = in.read();
            value |= (long) (next & 0x7f) << shift;
            if ((next & 0x80) == 0) {
                return value;
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
