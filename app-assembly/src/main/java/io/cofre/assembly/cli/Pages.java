package io.cofre.assembly.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** The shape of every list: {@code {"<plural noun>": […], "next_cursor": …}}. */
final class Pages {
    private Pages() {}

    static Call paged(Call call, Given given) {
        Call limited = given.number("--limit").isPresent()
                ? call.with("limit", String.valueOf(given.number("--limit").getAsLong()))
                : call;
        return limited.with("cursor", given.maybe("--cursor"));
    }

    static Iterable<JsonNode> items(JsonNode answer, String noun) {
        JsonNode items = answer.get(noun);
        if (items == null || !items.isArray()) {
            throw new Stop(
                    Exit.UNEXPECTED,
                    "the answer has no list of " + noun,
                    "Is the service of another version? --json prints its answer as it is.");
        }
        return items;
    }
}
