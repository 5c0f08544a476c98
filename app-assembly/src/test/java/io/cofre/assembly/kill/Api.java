package io.cofre.assembly.kill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cofre.assembly.traffic.Traffic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** A node as a caller sees it who does not wait for ever. */
record Api(HttpClient client, URI node, String token) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What was answered. */
    record Answer(int status, JsonNode body) {
        boolean good() {
            return status >= 200 && status < 300;
        }

        String text(String member) {
            JsonNode found = body.path(member);
            if (!found.isTextual()) {
                throw new AssertionError(status + " without " + member + ": " + body);
            }
            return found.asText();
        }
    }

    Api at(URI other) {
        return new Api(client, other, token);
    }

    Api with(String other) {
        return new Api(client, node, other);
    }

    /** Empty where no answer came. */
    Optional<Answer> post(String path, String json, Optional<String> idempotencyKey) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(node.resolve(path)).timeout(PATIENCE).header("Authorization", "ApiKey " + token);
        idempotencyKey.ifPresent(key -> request.header("Idempotency-Key", key));
        try {
            HttpResponse<String> answer = Traffic.post(client, request, json);
            return Optional.of(new Answer(answer.statusCode(), tree(answer.body())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(json, e);
        }
    }
}
