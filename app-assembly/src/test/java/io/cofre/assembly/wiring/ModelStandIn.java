package io.cofre.assembly.wiring;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Answers as OpenAI's Chat Completions do, whole or in events, and remembers the traceparents and keys that it was
 * sent. The model {@code gpt-refused} it refuses, and quotes the key as vendors do.
 */
public final class ModelStandIn implements AutoCloseable {
    private static final String WHOLE = """
            {"id":"c1","choices":[{"index":0,"message":{"role":"assistant","content":"planted answer"},
            "finish_reason":"stop"}],"usage":{"prompt_tokens":11,"completion_tokens":7}}""";
    private static final String EVENTS = """
            data: {"id":"c1","choices":[{"index":0,"delta":{"content":"planted answer"}}]}

            data: {"id":"c1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: {"id":"c1","choices":[],"usage":{"prompt_tokens":11,"completion_tokens":7}}

            data: [DONE]

            """;

    private final HttpServer server;
    private final List<String> traceparents = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();

    public ModelStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> {
            traceparents.add(String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
            String key = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            keys.add(key);
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean events = asked.contains("\"stream\":true");
            boolean refused = asked.contains("\"gpt-refused\"");
            String text = refused ? refusal(key) : events ? EVENTS : WHOLE;
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .add("Content-Type", events && !refused ? "text/event-stream" : "application/json");
            exchange.sendResponseHeaders(refused ? 401 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    List<String> traceparents() {
        return traceparents;
    }

    /** The Authorization of each call. */
    public List<String> keys() {
        return keys;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** As OpenAI words it: with the key. */
    private static String refusal(String key) {
        return "{\"error\":{\"message\":\"Incorrect API key provided: " + key
                + ".\",\"type\":\"invalid_request_error\"}}";
    }
}
