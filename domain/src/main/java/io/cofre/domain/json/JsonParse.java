package io.cofre.domain.json;

/** What reading gave: a value, or the first fault found. */
public sealed interface JsonParse {
    record Parsed(JsonValue value) implements JsonParse {}

    record Refused(JsonFault fault) implements JsonParse {}
}
