package io.cofre.ports.span;

import java.util.Optional;
import java.util.UUID;

/**
 * The id that all versions of one thing share: a UUID, written in lower case (spec 03, "The span"). Ordered by its
 * unsigned bytes, as its text is.
 */
public record SpanId(UUID value) implements Comparable<SpanId> {

    /** Reads the canonical 36-character form; upper case and every other spelling is refused. */
    public static Optional<SpanId> parse(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equals(text) ? Optional.of(new SpanId(uuid)) : Optional.empty();
        } catch (IllegalArgumentException notAUuid) {
            return Optional.empty();
        }
    }

    /**
     * For constants and stored text.
     *
     * @throws IllegalArgumentException where {@link #parse} is empty
     */
    public static SpanId of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a lower-case UUID: " + text));
    }

    @Override
    public int compareTo(SpanId other) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
