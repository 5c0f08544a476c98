package io.cofre.domain.json;

import io.cofre.domain.json.JsonObject.Member;
import io.cofre.ports.span.CanonicalBytes.Slice;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes one value as RFC 8785 says, straight to bytes. For one use by one thread. */
final class CanonicalWriter {
    private static final int FIRST_SIZE = 512;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    /** ASCII that stands for itself inside a text. */
    private static final boolean[] PLAIN = new boolean[128];

    static {
        Arrays.fill(PLAIN, 0x20, 0x80, true);
        PLAIN['"'] = false;
        PLAIN['\\'] = false;
    }

    private byte[] bytes = new byte[FIRST_SIZE];
    private int at;

    byte[] finish() {
        return Arrays.copyOf(bytes, at);
    }

    void value(JsonValue value) {
        switch (value) {
            case JsonString text -> text(text.value());
            case JsonNumber number -> {
                reserve(EcmaNumber.MAX_BYTES);
                at = EcmaNumber.write(number.value(), bytes, at);
            }
            case JsonObject object -> object(object);
            case JsonArray array -> array(array);
            case JsonBool bool -> literal(bool == JsonBool.TRUE ? TRUE : FALSE);
            case JsonNull nothing -> literal(NULL);
        }
    }

    /** Writes an object, and answers where the values of those named members stand that it has. */
    Map<String, Slice> objectWithSlices(JsonObject object, List<String> named) {
        Map<String, Slice> slices = HashMap.newHashMap(named.size());
        put('{');
        for (Member member : object.sorted()) {
            name(member.name());
            int from = at;
            value(member.value());
            if (named.contains(member.name())) {
                slices.put(member.name(), new Slice(from, at));
            }
            put(',');
        }
        end(object.size(), '}');
        return slices;
    }

    private void object(JsonObject object) {
        put('{');
        for (Member member : object.sorted()) {
            name(member.name());
            value(member.value());
            put(',');
        }
        end(object.size(), '}');
    }

    private void array(JsonArray array) {
        put('[');
        for (JsonValue item : array.items()) {
            value(item);
            put(',');
        }
        end(array.items().size(), ']');
    }

    /** Closes over the comma that follows the last of {@code count} parts. */
    private void end(int count, char close) {
        if (count > 0) {
            at--;
        }
        put(close);
    }

    private void name(String name) {
        text(name);
        put(':');
    }

    private void text(String text) {
        int length = text.length();
        reserve(length + 2);
        byte[] into = bytes;
        int next = at;
        into[next++] = '"';
        int i = 0;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || !PLAIN[c]) {
                break;
            }
            into[next++] = (byte) c;
        }
        at = next;
        if (i < length) {
            escaped(text, i);
        }
        put('"');
    }

    private void escaped(String text, int from) {
        int length = text.length();
        for (int i = from; i < length; i++) {
            // Six for this character, and what is left as if it were ASCII.
            reserve(length - i + 6);
            char c = text.charAt(i);
            if (c < 0x80) {
                ascii(c);
            } else if (c < 0x800) {
                bytes[at++] = (byte) (0xc0 | (c >> 6));
                bytes[at++] = (byte) (0x80 | (c & 0x3f));
            } else if (Character.isSurrogate(c)) {
                i++;
                int point = Character.toCodePoint(c, text.charAt(i));
                bytes[at++] = (byte) (0xf0 | (point >> 18));
                bytes[at++] = (byte) (0x80 | ((point >> 12) & 0x3f));
                bytes[at++] = (byte) (0x80 | ((point >> 6) & 0x3f));
                bytes[at++] = (byte) (0x80 | (point & 0x3f));
            } else {
                bytes[at++] = (byte) (0xe0 | (c >> 12));
                bytes[at++] = (byte) (0x80 | ((c >> 6) & 0x3f));
                bytes[at++] = (byte) (0x80 | (c & 0x3f));
            }
        }
    }

    /**
     * RFC 8785, section 3.2.2.2: two-character escapes where JSON has them, {@code \}{@code u00xx} for other controls,
     * all else as it is.
     */
    private void ascii(char c) {
        if (PLAIN[c]) {
            bytes[at++] = (byte) c;
            return;
        }
        char shorthand = switch (c) {
            case '"', '\\' -> c;
            case '\b' -> 'b';
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\f' -> 'f';
            case '\r' -> 'r';
            default -> 'u';
        };
        bytes[at++] = '\\';
        bytes[at++] = (byte) shorthand;
        if (shorthand == 'u') {
            bytes[at++] = '0';
            bytes[at++] = '0';
            bytes[at++] = HEX[c >> 4];
            bytes[at++] = HEX[c & 0xf];
        }
    }

    private void literal(byte[] word) {
        reserve(word.length);
        System.arraycopy(word, 0, bytes, at, word.length);
        at += word.length;
    }

    private void put(char c) {
        reserve(1);
        bytes[at++] = (byte) c;
    }

    private void reserve(int count) {
        if (count > bytes.length - at) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + count));
        }
    }
}
