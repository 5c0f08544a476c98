package io.cofre.providers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** JSON to and from providers, read leniently: unknown members are theirs to add. */
final class ProviderJson {
    private final ObjectMapper mapper;

    ProviderJson(long mostBytes) {
        StreamReadConstraints bounds = StreamReadConstraints.builder()
                .maxNestingDepth(100)
                .maxStringLength((int) Math.min(mostBytes, Integer.MAX_VALUE))
                .build();
        this.mapper = new ObjectMapper(
                JsonFactory.builder().streamReadConstraints(bounds).build());
    }

    /** What is not JSON; without the text itself. */
    static final class Garbage extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Garbage(String message) {
            super(message);
        }
    }

    byte[] bytes(JsonNode node) {
        try {
            return mapper.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of text and numbers can always be written", e);
        }
    }

    JsonNode read(String text) {
        try {
            return object(mapper.readTree(text));
        } catch (JsonProcessingException e) {
            throw new Garbage("the provider sent something else than JSON");
        }
    }

    JsonNode read(byte[] bytes) {
        try {
            return object(mapper.readTree(bytes));
        } catch (IOException e) {
            throw new Garbage("the provider sent something else than JSON");
        }
    }

    private static JsonNode object(JsonNode node) {
        if (!node.isObject()) {
            throw new Garbage("the provider sent something else than a JSON object");
        }
        return node;
    }
}
