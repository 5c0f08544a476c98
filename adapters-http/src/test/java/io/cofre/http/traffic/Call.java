package io.cofre.http.traffic;

import io.cofre.http.exchange.Head;
import io.cofre.http.exchange.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A request that a test sends. */
public record Call(String method, String target, Headers headers, String body) {
    public static Call get(String target) {
        return new Call("GET", target, Headers.none(), "");
    }

    public static Call post(String target, String json) {
        return new Call("POST", target, Headers.of("Content-Type", "application/json"), json);
    }

    public Call with(String name, String value) {
        return new Call(method, target, headers.and(name, value), body);
    }

    public Call key(String token) {
        return with("Authorization", "ApiKey " + token);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    Head head() {
        int question = target.indexOf('?');
        return new Head(
                method,
                question < 0 ? target : target.substring(0, question),
                question < 0 ? Optional.empty() : Optional.of(target.substring(question + 1)),
                headers,
                "192.0.2.1",
                false);
    }
}
