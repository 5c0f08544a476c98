package io.cofre.domain.json;

import io.cofre.ports.span.CanonicalBytes.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The canonical form of a value: RFC 8785 (JCS). Members in the order of their names' UTF-16 code units, numbers as
 * ECMAScript prints them, no white space, only the escapes that must be, UTF-8. Two values are equal if and only if
 * their canonical bytes are.
 */
public final class Canonical {
    private Canonical() {}

    /** The canonical bytes, which the caller owns. */
    public static byte[] bytes(JsonValue value) {
        CanonicalWriter writer = new CanonicalWriter();
        writer.value(value);
        return writer.finish();
    }

    /** The canonical bytes as text. */
    public static String text(JsonValue value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    /** The canonical bytes of an object, with the places of the values of those of its own members that are named. */
    public static Sliced sliced(JsonObject object, List<String> names) {
        CanonicalWriter writer = new CanonicalWriter();
        Map<String, Slice> slices = writer.objectWithSlices(object, names);
        return new Sliced(writer.finish(), slices);
    }

    /** Canonical bytes in which some members' values can be found again. */
    public static final class Sliced {
        private final byte[] bytes;
        private final Map<String, Slice> slices;

        private Sliced(byte[] bytes, Map<String, Slice> slices) {
            this.bytes = bytes;
            this.slices = slices;
        }

        /** The bytes themselves, not a copy: not to be written to. */
        public byte[] bytes() {
            return bytes;
        }

        /** Where the value of a named member stands; empty where the object has no such member, or it was not named. */
        public Optional<Slice> slice(String name) {
            return Optional.ofNullable(slices.get(name));
        }
    }
}
