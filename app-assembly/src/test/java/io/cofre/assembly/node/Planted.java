package io.cofre.assembly.node;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Looks for secrets in the forms in which it could leak: raw, JSON-escaped (also twice: JSON in JSON), base64 and
 * base64url, also as a part of something longer that was encoded whole, hex.
 */
final class Planted {
    private static final int BYTES_OF_A_GROUP = 3;
    private static final int BITS_OF_A_SIGN = 6;

    /** By the first two bytes of each, so that one pass finds any. */
    private final Map<Integer, List<byte[]>> forms;

    private Planted(Map<Integer, List<byte[]>> forms) {
        this.forms = forms;
    }

    static Planted of(Collection<String> secrets) {
        Map<Integer, List<byte[]>> all = new HashMap<>();
        secrets.forEach(secret -> forms(secret)
                .forEach(form -> all.computeIfAbsent(two(form, 0), key -> new ArrayList<>())
                        .add(form)));
        return new Planted(all);
    }

    private static int two(byte[] text, int at) {
        return (text[at] & 0xff) << Byte.SIZE | (text[at + 1] & 0xff);
    }

    static List<byte[]> forms(String secret) {
        byte[] raw = secret.getBytes(StandardCharsets.UTF_8);
        List<byte[]> forms = new ArrayList<>(List.of(
                raw,
                escaped(secret),
                escaped(new String(escaped(secret), StandardCharsets.UTF_8)),
                ascii(HexFormat.of().formatHex(raw)),
                ascii(HexFormat.of().withUpperCase().formatHex(raw))));
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            for (int before = 0; before < BYTES_OF_A_GROUP; before++) {
                forms.add(ascii(within(encoder, before, raw)));
            }
        }
        return forms;
    }

    /** The characters that the secret alone decides, where that many bytes of a group stand before it. */
    private static String within(Base64.Encoder encoder, int before, byte[] raw) {
        byte[] shifted = new byte[before + raw.length];
        System.arraycopy(raw, 0, shifted, before, raw.length);
        String text = encoder.withoutPadding().encodeToString(shifted);
        int from = (before * Byte.SIZE + BITS_OF_A_SIGN - 1) / BITS_OF_A_SIGN;
        return text.substring(from, shifted.length * Byte.SIZE / BITS_OF_A_SIGN);
    }

    boolean standsIn(String text) {
        return standsIn(text.getBytes(StandardCharsets.UTF_8));
    }

    boolean standsIn(byte[] text) {
        BitSet begins = new BitSet(1 << Short.SIZE);
        forms.keySet().forEach(begins::set);
        for (int at = 0; at + 1 < text.length; at++) {
            int two = two(text, at);
            if (begins.get(two) && anyAt(text, at, forms.getOrDefault(two, List.of()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyAt(byte[] text, int at, List<byte[]> candidates) {
        return candidates.stream()
                .anyMatch(form -> at + form.length <= text.length
                        && Arrays.equals(text, at, at + form.length, form, 0, form.length));
    }

    private static byte[] escaped(String text) {
        return JsonStringEncoder.getInstance().quoteAsUTF8(text);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
