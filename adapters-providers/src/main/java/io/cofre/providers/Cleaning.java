package io.cofre.providers;

import io.cofre.ports.vault.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a provider's own words whatever may be a key: every word that shares five characters in a row with the
 * key of this call, plain or as base64 or hex, and every word that looks like anybody's key. Errs on the side of taking
 * too much.
 */
final class Cleaning {
    private static final int MOST_CHARACTERS = 300;
    private static final int GRAM = 5;
    private static final String REMOVED = "[removed]";
    private static final Pattern WORD = Pattern.compile("[^\\s\"'`,;()<>{}\\[\\]]+");
    /** A vendor's prefix, a masked middle, or 20 characters and more with a digit among them. */
    private static final Pattern LIKE_A_KEY = Pattern.compile("(?i)(sk|pk|rk|tok|key|api|gsk|xai|hf|ghp|wss|rft)[-_].*"
            + "|.*[*\u2022\u2026x]{3,}.*|.*\\.{3}.+|(?=.*[0-9])[A-Za-z0-9+/=_.:~%-]{20,}|[A-Za-z0-9+/=_-]{32,}");

    private final Set<String> grams = new HashSet<>();
    private final String shortKey;

    private final String model;

    /** @param model what the caller itself named may be repeated, however much it looks like a key */
    Cleaning(SecretBytes key, String model) {
        this.model = model;
        shortKey = key.reveal(bytes -> {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            addGrams(text);
            addGrams(HexFormat.of().formatHex(bytes));
            for (int shift = 0; shift < 3; shift++) {
                // In a longer text that was encoded, the key may stand at any of three offsets.
                byte[] shifted = new byte[bytes.length + shift];
                System.arraycopy(bytes, 0, shifted, shift, bytes.length);
                String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(shifted);
                addGrams(encoded.substring(Math.min(encoded.length(), shift == 0 ? 0 : shift + 1)));
            }
            return text.length() < GRAM ? lower(text) : "";
        });
    }

    /** The words, without control characters, cut to a length that fits a message. */
    String clean(String words) {
        StringBuilder flat = new StringBuilder();
        words.codePoints()
                .limit(20L * MOST_CHARACTERS)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .forEach(flat::appendCodePoint);
        String kept = WORD.matcher(flat.toString().strip())
                .replaceAll(found -> Matcher.quoteReplacement(isSuspect(found.group()) ? REMOVED : found.group()));
        int length = kept.codePointCount(0, kept.length());
        return length <= MOST_CHARACTERS ? kept : kept.substring(0, kept.offsetByCodePoints(0, MOST_CHARACTERS));
    }

    /** Whether a text holds a part of this call's key. */
    boolean holdsKey(String text) {
        String lower = lower(text).replace('+', '-').replace('/', '_');
        if (!shortKey.isEmpty() && lower.contains(shortKey)) {
            return true;
        }
        for (int i = 0; i + GRAM <= lower.length(); i++) {
            if (grams.contains(lower.substring(i, i + GRAM))) {
                return true;
            }
        }
        return false;
    }

    private boolean isSuspect(String word) {
        return holdsKey(word)
                || (!word.equals(model) && LIKE_A_KEY.matcher(word).matches());
    }

    private void addGrams(String text) {
        String lower = lower(text).replace('+', '-').replace('/', '_');
        for (int i = 0; i + GRAM <= lower.length(); i++) {
            grams.add(lower.substring(i, i + GRAM));
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
