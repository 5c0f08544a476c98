package io.cofre.domain.json;

import com.fasterxml.jackson.core.JsonToken;
import io.cofre.domain.json.JsonFault.Kind;
import io.cofre.domain.json.JsonObject.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Reads strict I-JSON (RFC 7493; spec/03, "Canonical form, hash, signature") in one pass. Refused: what is not RFC 8259
 * or not UTF-8, a byte order mark, trailing content, duplicate members, lone surrogates and U+0000 in names and texts,
 * numbers that are not finite doubles ({@code 1e400}), literals without fraction and exponent beyond ±(2^53 - 1), and
 * whatever passes the limits. Members that are {@code null} are kept; {@code -0} is read as zero. The answer is a
 * value; nothing is thrown for any bytes.
 *
 * <p>Jackson's streaming parser finds the tokens; every refusal beyond syntax is decided in this package.
 */
public final class JsonReader {
    private final JsonTokens tokens;
    private final JsonScalars scalars;
    private final JsonLimits limits;

    private JsonReader(JsonTokens tokens, JsonScalars scalars, JsonLimits limits) {
        this.tokens = tokens;
        this.scalars = scalars;
        this.limits = limits;
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
        try (JsonTokens tokens = JsonTokens.of(bytes, from, length)) {
            JsonScalars scalars = new JsonScalars(tokens, scanned == Utf8.WITH_ESCAPES, stored);
            return new JsonReader(tokens, scalars, limits).document();
        } catch (IOException broken) {
            throw new IllegalStateException("reading from memory failed", broken);
        }
    }

    private JsonParse document() {
        try {
            JsonToken first = tokens.next();
            if (first == null) {
                return refused("", Kind.SYNTAX, "the document is empty");
            }
            JsonValue value = value(first, 0);
            return tokens.over()
                    ? new JsonParse.Parsed(value)
                    : refused(
                            "",
                            Kind.TRAILING_CONTENT,
                            "something stands after the JSON value, before byte offset " + tokens.offset());
        } catch (JsonRefusal refusal) {
            return new JsonParse.Refused(refusal.fault());
        }
    }

    private JsonValue value(JsonToken token, int depth) throws JsonRefusal {
        return switch (token) {
            case START_OBJECT -> object(deeper(depth));
            case START_ARRAY -> array(deeper(depth));
            case VALUE_STRING -> scalars.text();
            case VALUE_NUMBER_INT -> scalars.integer();
            case VALUE_NUMBER_FLOAT -> scalars.number();
            case VALUE_TRUE -> JsonBool.TRUE;
            case VALUE_FALSE -> JsonBool.FALSE;
            case VALUE_NULL -> JsonNull.NULL;
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> throw tokens.syntax();
        };
    }

    private int deeper(int depth) throws JsonRefusal {
        if (depth == limits.maxDepth()) {
            throw new JsonRefusal(
                    tokens.holder(), Kind.TOO_DEEP, "objects and arrays stand more than " + depth + " deep");
        }
        return depth + 1;
    }

    private JsonObject object(int depth) throws JsonRefusal {
        Member[] members = new Member[8];
        int count = 0;
        boolean sorted = true;
        while (tokens.inside() == JsonToken.FIELD_NAME) {
            String name = scalars.name();
            if (count == members.length) {
                members = Arrays.copyOf(members, count * 2);
            }
            sorted = sorted && (count == 0 || members[count - 1].name().compareTo(name) < 0);
            members[count++] = new Member(name, value(tokens.inside(), depth));
        }
        members = count == members.length ? members : Arrays.copyOf(members, count);
        if (!sorted) {
            Arrays.sort(members, JsonObject.BY_NAME);
            refuseDuplicates(members);
        }
        return JsonObject.trusted(members);
    }

    private void refuseDuplicates(Member[] sorted) throws JsonRefusal {
        for (int i = 1; i < sorted.length; i++) {
            String name = sorted[i].name();
            if (name.equals(sorted[i - 1].name())) {
                // The object has ended, so the parser's place is the object itself in what is around it.
                throw new JsonRefusal(
                        JsonPointer.child(tokens.place(), name),
                        Kind.DUPLICATE_MEMBER,
                        "a member of this name stands twice");
            }
        }
    }

    private JsonArray array(int depth) throws JsonRefusal {
        List<JsonValue> items = new ArrayList<>();
        for (JsonToken token = tokens.inside(); token != JsonToken.END_ARRAY; token = tokens.inside()) {
            items.add(value(token, depth));
        }
        return new JsonArray(items);
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
}
