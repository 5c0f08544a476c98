package io.cofre.domain.json;

import java.util.List;

/** Values in order. */
public record JsonArray(List<JsonValue> items) implements JsonValue {
    public JsonArray {
        items = List.copyOf(items);
    }

    public static JsonArray of(JsonValue... items) {
        return new JsonArray(List.of(items));
    }

    @Override
    public String toString() {
        return "JsonArray[" + items.size() + " items]";
    }
}
