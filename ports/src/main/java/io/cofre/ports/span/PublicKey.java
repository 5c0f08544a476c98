package io.cofre.ports.span;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The 32 bytes of an Ed25519 public key (RFC 8032), as they came: nothing is said about whether they encode a good
 * point. Immutable.
 */
public final class PublicKey {
    private final byte[] bytes;

    private PublicKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Takes a copy.
     *
     * @throws IllegalArgumentException unless there are exactly 32 bytes
     */
    public static PublicKey of(byte[] raw) {
        if (raw.length != 32) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes, not " + raw.length);
        }
        return new PublicKey(raw.clone());
    }

    /** Reads 64 lower-case hex digits; anything else is empty. */
    public static Optional<PublicKey> parse(String hex) {
        return hex.length() == 64 && hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))
                ? Optional.of(new PublicKey(HexFormat.of().parseHex(hex)))
                : Optional.empty();
    }

    /** A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** 64 lower-case hex digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
