package io.cofre.domain.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What reading a document gave, where it is known whether it is taken. */
final class Reading {
    static final JsonLimits LIMITS = new JsonLimits(1 << 20, 60);

    private Reading() {}

    static JsonValue parsed(String document) {
        return parsed(document.getBytes(UTF_8));
    }

    static JsonValue parsed(byte[] document) {
        return switch (JsonReader.read(document, LIMITS)) {
            case JsonParse.Parsed(JsonValue value) -> value;
            case JsonParse.Refused(JsonFault fault) -> throw new AssertionError(fault);
        };
    }

    static JsonFault fault(byte[] document) {
        return switch (JsonReader.read(document, LIMITS)) {
            case JsonParse.Parsed(JsonValue value) -> throw new AssertionError("was taken: " + value);
            case JsonParse.Refused(JsonFault fault) -> fault;
        };
    }
}
