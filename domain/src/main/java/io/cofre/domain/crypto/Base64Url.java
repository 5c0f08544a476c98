package io.cofre.domain.crypto;

import java.util.Base64;
import java.util.Optional;

/** Base64url without padding (RFC 4648, section 5), each value in its one spelling. */
public final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /** The bytes; empty for padding, other characters, an impossible length, or bits left over that are not zero. */
    public static Optional<byte[]> decode(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return ENCODER.encodeToString(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException otherCharacters) {
            return Optional.empty();
        }
    }
}
