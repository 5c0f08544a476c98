package io.cofre.assembly.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls one node with one token. */
record Caller(HttpClient client, URI node, String token) {
    static Caller of(URI node, String token) {
        return new Caller(HttpClient.newHttpClient(), node, token);
    }

    Caller with(String other) {
        return new Caller(client, node, other);
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** The same with an {@code Idempotency-Key}. */
    HttpResponse<String> once(String key, String path, String json) {
        return post("Idempotency-Key", key, path, json);
    }

    /** The same with one header more. */
    HttpResponse<String> post(String header, String value, String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** The text under a member's name, wherever it stands. */
    static String member(HttpResponse<String> answer, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\\s*\"([^\"]*)\"").matcher(answer.body());
        if (!found.find()) {
            throw new AssertionError(answer.statusCode() + " without " + name + ": " + answer.body());
        }
        return found.group(1);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(node.resolve(path)).header("Authorization", "ApiKey " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
