package io.cofre.domain.ledger;

import io.cofre.domain.json.JsonArray;
import io.cofre.domain.json.JsonBool;
import io.cofre.domain.json.JsonLimits;
import io.cofre.domain.json.JsonNumber;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonParse;
import io.cofre.domain.json.JsonReader;
import io.cofre.domain.json.JsonString;
import io.cofre.domain.json.JsonValue;
import io.cofre.ports.span.CanonicalBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An object inside a span, read back: a member of another type than asked for is none. */
record Content(JsonObject object) {
    private static final JsonLimits LIMITS = new JsonLimits(CanonicalBytes.MAX_BYTES, 60);

    /** Empty where the member is not there; an object without members where it is no object. */
    static Content of(CanonicalBytes canonical, Optional<CanonicalBytes.Slice> slice) {
        return slice.map(found -> JsonReader.readStored(canonical.bytes(found), LIMITS))
                .flatMap(parse -> parse instanceof JsonParse.Parsed(JsonObject object)
                        ? Optional.of(new Content(object))
                        : Optional.empty())
                .orElseGet(() -> new Content(JsonObject.EMPTY));
    }

    Optional<String> text(String name) {
        return object.find(name)
                .flatMap(value -> value instanceof JsonString text ? Optional.of(text.value()) : Optional.empty());
    }

    Optional<Long> integer(String name) {
        return object.find(name)
                .flatMap(value ->
                        value instanceof JsonNumber number && number.integer().isPresent()
                                ? Optional.of(number.integer().getAsLong())
                                : Optional.empty());
    }

    Optional<Boolean> flag(String name) {
        return object.find(name)
                .flatMap(value ->
                        value instanceof JsonBool flag ? Optional.of(flag == JsonBool.TRUE) : Optional.empty());
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonValue value : array(name)) {
            if (value instanceof JsonString text) {
                texts.add(text.value());
            }
        }
        return texts;
    }

    List<Content> objects(String name) {
        List<Content> objects = new ArrayList<>();
        for (JsonValue value : array(name)) {
            if (value instanceof JsonObject inner) {
                objects.add(new Content(inner));
            }
        }
        return objects;
    }

    private List<JsonValue> array(String name) {
        return object.find(name).orElse(JsonArray.of()) instanceof JsonArray array ? array.items() : List.of();
    }
}
