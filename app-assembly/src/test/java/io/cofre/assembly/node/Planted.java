package io.cofre.assembly.node;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Looks for a secret in the forms in which it could leak: raw, JSON-escaped, base64, base64url, hex. */
final class Planted {
    private Planted() {}

    static List<byte[]> forms(String secret) {
        byte[] raw = secret.getBytes(StandardCharsets.UTF_8);
        return List.of(
                raw,
                JsonStringEncoder.getInstance().quoteAsUTF8(secret),
                ascii(Base64.getEncoder().withoutPadding().encodeToString(raw)),
                ascii(Base64.getUrlEncoder().withoutPadding().encodeToString(raw)),
                ascii(HexFormat.of().formatHex(raw)),
                ascii(HexFormat.of().withUpperCase().formatHex(raw)));
    }

    static boolean standsIn(byte[] text, List<byte[]> forms) {
        return forms.stream().anyMatch(form -> indexOf(text, form) >= 0);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static int indexOf(byte[] text, byte[] form) {
        for (int i = 0; i <= text.length - form.length; i++) {
            int j = 0;
            while (j < form.length && text[i + j] == form[j]) {
                j++;
            }
            if (j == form.length) {
                return i;
            }
        }
        return -1;
    }
}
