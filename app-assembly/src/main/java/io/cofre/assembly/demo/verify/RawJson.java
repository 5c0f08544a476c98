package io.cofre.assembly.demo.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cuts a JSON text into its members' own texts: what was signed is judged as it was sent, never as it was re-read. */
final class RawJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private RawJson() {}

    /**
     * The members of an object, in order, each value as its text.
     *
     * @throws IOException where the text is no JSON object, or a member stands twice
     */
    static Map<String, String> members(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(new StringReader(text))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            Map<String, String> members = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, value(parser, text));
            }
            end(parser);
            return members;
        }
    }

    /**
     * The items of an array, in order, each as its text.
     *
     * @throws IOException where the text is no JSON array
     */
    static List<String> items(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(new StringReader(text))) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException("not a JSON array");
            }
            List<String> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser, text));
            }
            end(parser);
            return items;
        }
    }

    /** The string that a value's text writes; empty where it is no string. */
    static Optional<String> string(String raw) {
        try (JsonParser parser = FACTORY.createParser(new StringReader(raw))) {
            return parser.nextToken() == JsonToken.VALUE_STRING ? Optional.of(parser.getText()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String value(JsonParser parser, String text) throws IOException {
        int from = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
        switch (parser.currentToken()) {
            case START_OBJECT, START_ARRAY -> parser.skipChildren();
            default -> parser.finishToken();
        }
        int to = Math.toIntExact(parser.currentLocation().getCharOffset());
        // A number's end is known only by the character after it, which the parser may have taken already.
        return text.substring(from, to).strip();
    }

    private static void end(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new IOException("something follows the JSON value");
        }
    }
}
