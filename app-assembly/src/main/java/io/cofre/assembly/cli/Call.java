package io.cofre.assembly.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request.
 *
 * @param path with its query, as it is sent
 * @param body JSON text
 * @param accept the media type wanted
 * @param headers besides those that every request has
 */
public record Call(String method, String path, Optional<String> body, String accept, Map<String, String> headers) {
    private static final String JSON = "application/json";

    public Call {
        headers = Map.copyOf(headers);
    }

    public static Call get(String path) {
        return new Call("GET", path, Optional.empty(), JSON, Map.of());
    }

    public static Call post(String path, JsonNode body) {
        return new Call("POST", path, Optional.of(Json.write(body)), JSON, Map.of());
    }

    /** The same path, with a JSON text that is sent as it is. */
    public Call posting(String json) {
        return new Call("POST", path, Optional.of(json), accept, headers);
    }

    /** As it is, but with another parameter in the query. */
    public Call with(String name, String value) {
        String separator = path.indexOf('?') < 0 ? "?" : "&";
        return new Call(method, path + separator + encoded(name) + "=" + encoded(value), body, accept, headers);
    }

    /** The same, where there is a value. */
    public Call with(String name, Optional<String> value) {
        return value.map(given -> with(name, given)).orElse(this);
    }

    public Call accepting(String mediaType) {
        return new Call(method, path, body, mediaType, headers);
    }

    public Call header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(method, path, body, accept, more);
    }

    /** A text as one segment of a path, or a part of a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
