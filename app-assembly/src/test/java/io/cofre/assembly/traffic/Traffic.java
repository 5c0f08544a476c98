package io.cofre.assembly.traffic;

import io.cofre.http.exchange.Headers;
import io.cofre.http.routes.HttpWorld;
import io.cofre.http.traffic.Call;
import io.cofre.http.traffic.Seen;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends requests to a node of any assembly; each answer must be one that the document of the routes promises. */
public final class Traffic {
    /** Only its routes matter: every node has the same. */
    private static final HttpWorld DOCUMENTED = new HttpWorld();

    private Traffic() {}

    public static HttpResponse<String> get(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return send(client, request.GET().build(), "");
    }

    public static HttpResponse<String> post(HttpClient client, HttpRequest.Builder request, String json)
            throws IOException, InterruptedException {
        HttpRequest whole = request.header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return send(client, whole, json);
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (isTurnedAway(answer)) {
            return answer;
        }
        check(
                new Call(request.method(), target(request.uri()), headers(request.headers()), body),
                Seen.of(
                        answer.statusCode(),
                        headers(answer.headers()),
                        answer.body().getBytes(StandardCharsets.UTF_8)));
        return answer;
    }

    /**
     * By a node that starts or stops, whatever route was meant: the carrier says so, which no route's document knows.
     */
    private static boolean isTurnedAway(HttpResponse<String> answer) {
        return answer.statusCode() == 503
                && answer.headers()
                        .firstValue("Connection")
                        .filter("close"::equals)
                        .isPresent()
                && answer.body().contains("\"code\":\"ledger.unavailable\"");
    }

    /** Holds what went over another kind of connection against the document. */
    public static void check(Call call, Seen seen) {
        DOCUMENTED.checked(call, seen);
    }

    private static String target(URI uri) {
        return Optional.ofNullable(uri.getRawQuery())
                .map(query -> uri.getRawPath() + "?" + query)
                .orElse(uri.getRawPath());
    }

    private static Headers headers(HttpHeaders headers) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        headers.map()
                .forEach(
                        (name, values) -> values.forEach(value -> fields.add(new SimpleImmutableEntry<>(name, value))));
        return Headers.of(fields);
    }
}
