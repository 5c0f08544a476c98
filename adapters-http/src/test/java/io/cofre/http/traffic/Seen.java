package io.cofre.http.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.http.exchange.Headers;
import io.cofre.http.json.Json;
import java.nio.charset.StandardCharsets;

/** An answer as its caller sees it. */
public record Seen(int status, Headers headers, String body) {
    public static Seen of(int status, Headers headers, byte[] body) {
        return new Seen(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    public JsonNode json() {
        return Json.parse(body);
    }

    /** The code of a problem. */
    public String code() {
        return json().path("code").asText();
    }

    public String header(String name) {
        return headers.first(name).orElse("");
    }
}
