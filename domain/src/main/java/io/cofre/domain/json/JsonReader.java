package io.cofre.domain.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.cofre.domain.json.JsonFault.Kind;
import io.cofre.domain.json.JsonObject.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads strict I-JSON (RFC 7493; spec/03, "Canonical form, hash, signature") in one pass. Refused: what is not RFC 8259
 * or not UTF-8, a byte order mark, trailing content, duplicate members, lone surrogates and U+0000 in names and texts,
 * numbers that are not finite doubles ({@code 1e400}), literals without fraction and exponent beyond ±(2^53 - 1), and
 * whatever passes the limits. Members that are {@code null} are kept; {@code -0} is read as zero. The answer is a
 * value; nothing is thrown for any bytes.
 *
 * <p>Jackson's streaming parser finds the tokens; every refusal beyond syntax is decided here. Its own bounds are
 * lifted, because they would refuse long names and numbers that the limits allow.
 */
public final class JsonReader {
    private static final JsonFactory TOKENS = JsonFactory.builder()
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

    /** {@code -9007199254740991}: a longer integer literal cannot be in range, for JSON has no leading zeros. */
    private static final int LONGEST_INTEGER = 17;

    private final JsonParser tokens;
    private final JsonLimits limits;
    private final boolean escapes;
    private final boolean stored;

    private JsonReader(JsonParser tokens, JsonLimits limits, boolean escapes, boolean stored) {
        this.tokens = tokens;
        this.limits = limits;
        this.escapes = escapes;
        this.stored = stored;
    }

    /** Reads the whole array as one document. */
    public static JsonParse read(byte[] bytes, JsonLimits limits) {
        return read(bytes, 0, bytes.length, limits);
    }

    /**
     * Reads the bytes from (inclusive) to (exclusive) as one document.
     *
     * @throws IndexOutOfBoundsException for a range outside the array
     */
    public static JsonParse read(byte[] bytes, int from, int to, JsonLimits limits) {
        return read(bytes, from, to, limits, false);
    }

    /**
     * Reads what was once taken and written in canonical form, where {@code 1e20} has become
     * {@code 100000000000000000000}: an integer literal of any size is the double that it rounds to. All else is as
     * strict as for {@link #read(byte[], JsonLimits)}.
     */
    public static JsonParse readStored(byte[] bytes, JsonLimits limits) {
        return read(bytes, 0, bytes.length, limits, true);
    }

    private static JsonParse read(byte[] bytes, int from, int to, JsonLimits limits, boolean stored) {
        Objects.checkFromToIndex(from, to, bytes.length);
        int length = to - from;
        if (length > limits.maxBytes()) {
            return refused("", Kind.TOO_LARGE, "the document has " + length + " bytes; at most " + limits.maxBytes());
        }
        if (startsWithByteOrderMark(bytes, from, length)) {
            return refused("", Kind.BYTE_ORDER_MARK, "the document begins with a byte order mark; leave it out");
        }
        int scanned = Utf8.scan(bytes, from, to);
        if (scanned >= 0) {
            return refused("", Kind.ENCODING, "the byte at offset " + scanned + " is not UTF-8");
        }
        try (JsonParser tokens = TOKENS.createParser(bytes, from, length)) {
            return new JsonReader(tokens, limits, scanned == Utf8.WITH_ESCAPES, stored).document();
        } catch (IOException broken) {
            throw new IllegalStateException("reading from memory failed", broken);
        }
    }

    private JsonParse document() throws IOException {
        try {
            JsonToken first = next();
            if (first == null) {
                return refused("", Kind.SYNTAX, "the document is empty");
            }
            JsonValue value = value(first, 0);
            return afterwards(value);
        } catch (Refusal refusal) {
            return new JsonParse.Refused(refusal.fault);
        }
    }

    private JsonParse afterwards(JsonValue value) throws IOException {
        try {
            if (tokens.nextToken() == null) {
                return new JsonParse.Parsed(value);
            }
        } catch (IOException alsoSomething) {
            return trailing();
        }
        return trailing();
    }

    private JsonParse trailing() {
        return refused(
                "", Kind.TRAILING_CONTENT, "something stands after the JSON value, before byte offset " + offset());
    }

    private JsonValue value(JsonToken token, int depth) throws Refusal {
        return switch (token) {
            case START_OBJECT -> object(deeper(depth));
            case START_ARRAY -> array(deeper(depth));
            case VALUE_STRING -> JsonString.trusted(checkedText());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> JsonBool.TRUE;
            case VALUE_FALSE -> JsonBool.FALSE;
            case VALUE_NULL -> JsonNull.NULL;
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> throw syntax();
        };
    }

    private int deeper(int depth) throws Refusal {
        if (depth == limits.maxDepth()) {
            throw new Refusal(holder(), Kind.TOO_DEEP, "objects and arrays stand more than " + depth + " deep");
        }
        return depth + 1;
    }

    private JsonObject object(int depth) throws Refusal {
        Member[] members = new Member[8];
        int count = 0;
        boolean sorted = true;
        while (inside() == JsonToken.FIELD_NAME) {
            String name = checkedName();
            if (count == members.length) {
                members = Arrays.copyOf(members, count * 2);
            }
            sorted = sorted && (count == 0 || members[count - 1].name().compareTo(name) < 0);
            members[count++] = new Member(name, value(inside(), depth));
        }
        members = count == members.length ? members : Arrays.copyOf(members, count);
        if (!sorted) {
            Arrays.sort(members, JsonObject.BY_NAME);
            refuseDuplicates(members);
        }
        return JsonObject.trusted(members);
    }

    private void refuseDuplicates(Member[] sorted) throws Refusal {
        for (int i = 1; i < sorted.length; i++) {
            String name = sorted[i].name();
            if (name.equals(sorted[i - 1].name())) {
                // The object has ended, so the parser's place is the object itself in what is around it.
                throw new Refusal(
                        JsonPointer.child(place(), name), Kind.DUPLICATE_MEMBER, "a member of this name stands twice");
            }
        }
    }

    private JsonArray array(int depth) throws Refusal {
        List<JsonValue> items = new ArrayList<>();
        for (JsonToken token = inside(); token != JsonToken.END_ARRAY; token = inside()) {
            items.add(value(token, depth));
        }
        return new JsonArray(items);
    }

    private JsonNumber integer() throws Refusal {
        try {
            if (stored) {
                return number();
            }
            if (tokens.getTextLength() <= LONGEST_INTEGER) {
                long value = tokens.getLongValue();
                if (value <= JsonNumber.MAX_INTEGER && value >= -JsonNumber.MAX_INTEGER) {
                    return new JsonNumber((double) value);
                }
            }
        } catch (IOException notALong) {
            throw syntax();
        }
        throw new Refusal(
                place(),
                Kind.INTEGER_TOO_LARGE,
                "an integer beyond ±9007199254740991 is not exact; send it as a text, or with an exponent");
    }

    private JsonNumber number() throws Refusal {
        double value;
        try {
            value = tokens.getDoubleValue();
        } catch (IOException notADouble) {
            throw syntax();
        }
        if (!Double.isFinite(value)) {
            throw new Refusal(place(), Kind.NUMBER_NOT_FINITE, "the number is too large for a double");
        }
        return new JsonNumber(value);
    }

    private String checkedText() throws Refusal {
        try {
            String text = tokens.getText();
            if (escapes) {
                refuseFlaw(text, "the text", true);
            }
            return text;
        } catch (IOException unfinished) {
            throw syntax();
        }
    }

    private String checkedName() throws Refusal {
        try {
            String name = tokens.currentName();
            if (escapes) {
                refuseFlaw(name, "a member's name", false);
            }
            return name;
        } catch (IOException unfinished) {
            throw syntax();
        }
    }

    private void refuseFlaw(String text, String what, boolean atItself) throws Refusal {
        switch (JsonText.flawOf(text)) {
            case NONE -> {}
            case LONE_SURROGATE ->
                throw new Refusal(atItself ? place() : holder(), Kind.LONE_SURROGATE, what + " has a lone surrogate");
            case NUL -> throw new Refusal(atItself ? place() : holder(), Kind.NUL_CHARACTER, what + " has U+0000");
        }
    }

    /** The next token where one must come. */
    private JsonToken inside() throws Refusal {
        JsonToken token = next();
        if (token == null) {
            throw syntax();
        }
        return token;
    }

    private @Nullable JsonToken next() throws Refusal {
        try {
            return tokens.nextToken();
        } catch (IOException notJson) {
            // The parser itself refuses half a pair in a name, and says so in its message alone.
            if (String.valueOf(notJson.getMessage()).contains("surrogate")) {
                throw new Refusal(holder(), Kind.LONE_SURROGATE, "a member's name has a lone surrogate");
            }
            throw syntax();
        }
    }

    private Refusal syntax() {
        return new Refusal(place(), Kind.SYNTAX, "not JSON (RFC 8259) before byte offset " + offset());
    }

    private long offset() {
        return tokens.currentLocation().getByteOffset();
    }

    /**
     * Where the parser stands; the whole document where the way there goes through a name that is itself at fault, but
     * not yet checked.
     */
    private String place() {
        String pointer = tokens.getParsingContext().pathAsPointer().toString();
        return JsonText.flawOf(pointer) == JsonText.Flaw.NONE ? pointer : "";
    }

    /** The object or array that the parser stands in. */
    private String holder() {
        return tokens.getParsingContext().getParent().pathAsPointer().toString();
    }

    private static boolean startsWithByteOrderMark(byte[] bytes, int from, int length) {
        return length >= 3
                && bytes[from] == (byte) 0xef
                && bytes[from + 1] == (byte) 0xbb
                && bytes[from + 2] == (byte) 0xbf;
    }

    private static JsonParse refused(String pointer, Kind kind, String message) {
        return new JsonParse.Refused(new JsonFault(pointer, kind, message));
    }

    /** Carries a fault up to {@link #document}, never further. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;

        private final transient JsonFault fault;

        Refusal(String pointer, Kind kind, String message) {
            super(message, null, false, false);
            this.fault = new JsonFault(pointer, kind, message);
        }
    }
}
