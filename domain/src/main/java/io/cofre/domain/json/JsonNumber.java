package io.cofre.domain.json;

import java.util.OptionalLong;

/**
 * A number: the finite double that its text rounds to. Negative zero becomes zero, as RFC 8785 prints it.
 *
 * @param value finite
 */
public record JsonNumber(double value) implements JsonValue {
    /** 2^53 - 1: up to here, either side of zero, every integer is a double of its own (RFC 7493, section 2.2). */
    public static final long MAX_INTEGER = (1L << 53) - 1;

    /**
     * Takes negative zero as zero.
     *
     * @throws IllegalArgumentException for a value that is not finite
     */
    public JsonNumber {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no number for " + value);
        }
        value = value == 0 ? 0 : value;
    }

    /**
     * The number of an integer.
     *
     * @throws IllegalArgumentException beyond ±{@link #MAX_INTEGER}
     */
    public static JsonNumber of(long value) {
        if (value > MAX_INTEGER || value < -MAX_INTEGER) {
            throw new IllegalArgumentException("not exact as a JSON number: " + value);
        }
        return new JsonNumber((double) value);
    }

    /**
     * The value as an integer of at most ±{@link #MAX_INTEGER}, however it was spelled ({@code 1}, {@code 1.0},
     * {@code 1e0}); empty for any other.
     */
    public OptionalLong integer() {
        long whole = (long) value;
        return whole == value && whole <= MAX_INTEGER && whole >= -MAX_INTEGER
                ? OptionalLong.of(whole)
                : OptionalLong.empty();
    }
}
