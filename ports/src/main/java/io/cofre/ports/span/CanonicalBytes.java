package io.cofre.ports.span;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The exact bytes that a span's hash covers: RFC 8785 over the span without {@code payload_hash} and {@code sig}. They
 * are the truth: stored, returned and verified as they are, never made again from a parsed form. Immutable; at most 256
 * KiB.
 */
public final class CanonicalBytes {
    /** The most bytes a span may have in canonical form. */
    public static final int MAX_BYTES = 256 * 1024;

    private final byte[] bytes;

    private CanonicalBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Takes a copy.
     *
     * @throws IllegalArgumentException past {@link #MAX_BYTES}
     */
    public static CanonicalBytes of(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a canonical span has at most " + MAX_BYTES + " bytes, not " + bytes.length);
        }
        return new CanonicalBytes(bytes.clone());
    }

    public int length() {
        return bytes.length;
    }

    /** A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** A copy of one member's value, as {@link Slice} names it. */
    public byte[] bytes(Slice slice) {
        return Arrays.copyOfRange(bytes, slice.from(), slice.to());
    }

    /** One member's value as JSON text. */
    public String text(Slice slice) {
        return new String(bytes, slice.from(), slice.to() - slice.from(), StandardCharsets.UTF_8);
    }

    /** The whole as JSON text. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CanonicalBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Where one top-level member's value stands in the bytes: from (inclusive) to (exclusive). */
    public record Slice(int from, int to) {
        public Slice {
            if (from < 0 || to <= from) {
                throw new IllegalArgumentException("no slice: " + from + " to " + to);
            }
        }
    }
}
