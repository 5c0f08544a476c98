package io.cofre.assembly.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers with the API's shapes what a test told it to, and keeps what it was asked. */
final class StandIn implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Said> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    private record Said(int status, String type, String body) {}

    /** A request: method and path with its query, the credential, the body. */
    record Asked(String line, String authorization, String body) {}

    /** The headers of each request, beside {@link #asked()}. */
    private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();

    StandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Says this whenever the path is asked for. */
    StandIn says(String path, int status, String body) {
        answers.put(path, new Said(status, status < 400 ? "application/json" : "application/problem+json", body));
        return this;
    }

    /** The same, of another media type. */
    StandIn streams(String path, String type, String body) {
        answers.put(path, new Said(200, type, body));
        return this;
    }

    /** Of the request number {@code at}, what it said under this name; empty where nothing. */
    String header(int at, String name) {
        return String.join(",", headers.get(at).getOrDefault(name, List.of()));
    }

    List<Asked> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(new Asked(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    body));
            headers.add(Map.copyOf(exchange.getRequestHeaders()));
            Said said = answers.getOrDefault(
                    exchange.getRequestURI().getPath(),
                    new Said(404, "application/problem+json", problem(404, "request.not_found", "no such path")));
            byte[] bytes = said.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", said.type());
            exchange.sendResponseHeaders(said.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    static String problem(int status, String code, String detail) {
        return ("{\"type\":\"/docs#%s\",\"title\":\"Refused\",\"status\":%d,\"detail\":\"%s\",\"code\":\"%s\","
                        + "\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\"}")
                .formatted(code, status, detail, code);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
