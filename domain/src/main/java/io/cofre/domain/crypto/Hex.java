package io.cofre.domain.crypto;

import java.util.HexFormat;
import java.util.Optional;

/** Lower-case hex; upper case is refused, so that one value has one spelling. */
public final class Hex {
    private static final HexFormat LOWER = HexFormat.of();

    private Hex() {}

    public static String encode(byte[] bytes) {
        return LOWER.formatHex(bytes);
    }

    /** The bytes; empty for an odd length or any character but {@code 0-9a-f}. */
    public static Optional<byte[]> decode(String text) {
        if (text.length() % 2 != 0) {
            return Optional.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return Optional.empty();
            }
        }
        return Optional.of(LOWER.parseHex(text));
    }
}
