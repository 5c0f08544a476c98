package io.cofre.assembly.node;

import io.cofre.assembly.traffic.Traffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls one node with one token; every exchange is held against the OpenAPI document.
 *
 * @param heard is told every answer
 */
record Caller(HttpClient client, URI node, String token, Consumer<HttpResponse<String>> heard) {
    Caller(HttpClient client, URI node, String token) {
        this(client, node, token, answer -> {});
    }

    static Caller of(URI node, String token) {
        return new Caller(HttpClient.newHttpClient(), node, token);
    }

    Caller with(String other) {
        return new Caller(client, node, other, heard);
    }

    Caller at(URI other) {
        return new Caller(client, other, token, heard);
    }

    Caller heardBy(Consumer<HttpResponse<String>> other) {
        return new Caller(client, node, token, other);
    }

    HttpResponse<String> get(String path) {
        return answered(() -> Traffic.get(client, request(path)));
    }

    HttpResponse<String> post(String path, String json) {
        return answered(() -> Traffic.post(client, request(path), json));
    }

    /** The same with an {@code Idempotency-Key}. */
    HttpResponse<String> once(String key, String path, String json) {
        return post("Idempotency-Key", key, path, json);
    }

    /** The same with one header more. */
    HttpResponse<String> post(String header, String value, String path, String json) {
        return answered(() -> Traffic.post(client, request(path).header(header, value), json));
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

    private interface Sending {
        HttpResponse<String> send() throws IOException, InterruptedException;
    }

    private HttpResponse<String> answered(Sending sending) {
        try {
            HttpResponse<String> answer = sending.send();
            heard.accept(answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
