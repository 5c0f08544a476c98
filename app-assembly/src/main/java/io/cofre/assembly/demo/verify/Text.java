package io.cofre.assembly.demo.verify;

import java.nio.charset.StandardCharsets;

/** Hashes of texts, as spec 04 has them. */
public final class Text {
    private Text() {}

    /** {@code b3:} and the hex of BLAKE3-256 over the UTF-8 bytes. */
    public static String hash(String text) {
        return "b3:" + Arithmetic.blake3(text.getBytes(StandardCharsets.UTF_8));
    }
}
