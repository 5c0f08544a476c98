package io.cofre.domain.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.cofre.domain.json.JsonFault.Kind;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one document, and where each stands. Jackson's streaming parser finds them; its own bounds are lifted,
 * because they would refuse long names and numbers that the limits allow. Not thread-safe.
 */
final class JsonTokens implements AutoCloseable {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            // The default pool is thread-local, which is one pool a request on virtual threads.
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final Pattern HALF_A_PAIR = Pattern.compile("surrogate (pair )?in field name");

    private final JsonParser parser;

    private JsonTokens(JsonParser parser) {
        this.parser = parser;
    }

    static JsonTokens of(byte[] utf8, int from, int length) throws IOException {
        return new JsonTokens(FACTORY.createParser(utf8, from, length));
    }

    /** The next token; null at the end of the document. */
    @Nullable
    JsonToken next() throws JsonRefusal {
        try {
            return parser.nextToken();
        } catch (IOException notJson) {
            // The parser itself refuses half a pair in a name, and says so in its message alone. Other messages quote a
            // word of the document, but never one with blanks in it.
            if (HALF_A_PAIR.matcher(String.valueOf(notJson.getMessage())).find()) {
                throw new JsonRefusal(holder(), Kind.LONE_SURROGATE, "a member's name has a lone surrogate");
            }
            throw syntax();
        }
    }

    /** The next token where one must come. */
    JsonToken inside() throws JsonRefusal {
        JsonToken token = next();
        if (token == null) {
            throw syntax();
        }
        return token;
    }

    /** Whether nothing but white space is left. */
    boolean over() {
        try {
            return parser.nextToken() == null;
        } catch (IOException alsoSomething) {
            return false;
        }
    }

    /** For what the token at hand holds. */
    JsonParser parser() {
        return parser;
    }

    JsonRefusal syntax() {
        return new JsonRefusal(place(), Kind.SYNTAX, "not JSON (RFC 8259) before byte offset " + offset());
    }

    long offset() {
        return parser.currentLocation().getByteOffset();
    }

    /**
     * Where the parser stands; the whole document where the way there goes through a name that is itself at fault, but
     * not yet checked.
     */
    String place() {
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        return JsonText.flawOf(pointer) == JsonText.Flaw.NONE ? pointer : "";
    }

    /** The object or array that the parser stands in. */
    String holder() {
        return parser.getParsingContext().getParent().pathAsPointer().toString();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
