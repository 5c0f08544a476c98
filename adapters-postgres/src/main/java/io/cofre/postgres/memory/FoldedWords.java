package io.cofre.postgres.memory;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The distinct words of a text, folded: lower case, no accents, no compatibility forms ({@code Café} and {@code CAFE}
 * are {@code cafe}). Memories and queries go through here alike, so that neither the server's parser, nor its locale,
 * nor any of its syntaxes ever sees what a person wrote.
 *
 * <p>A word is a run of letters, digits and marks; what needs no spaces (an ideograph, an emoji, a sign of a currency)
 * is one by itself; everything else only separates.
 */
final class FoldedWords {
    /** Longer words, which are hardly any, are known by their beginning. */
    private static final int MAX_LENGTH = 64;

    /** A tsvector has 1 MiB for the lexemes, of which each word has at most two, a byte longer than itself. */
    private static final int MAX_BYTES = 450_000;

    private final Map<String, String> typedByFolded = new LinkedHashMap<>();
    private final StringBuilder word = new StringBuilder();
    private int length;
    private int bytes;

    private FoldedWords() {}

    static FoldedWords of(Iterable<String> texts) {
        FoldedWords words = new FoldedWords();
        for (String text : texts) {
            Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(words::take);
            words.end();
        }
        return words;
    }

    boolean isEmpty() {
        return typedByFolded.isEmpty();
    }

    String[] folded() {
        return typedByFolded.keySet().toArray(String[]::new);
    }

    /** The same words in the same order, in lower case and with their accents. */
    String[] typed() {
        return typedByFolded.values().toArray(String[]::new);
    }

    private void take(int codePoint) {
        if (isAlone(codePoint)) {
            end();
            word.appendCodePoint(codePoint);
            end();
        } else if (isOfWord(codePoint)) {
            if (length < MAX_LENGTH) {
                word.appendCodePoint(codePoint);
            }
            length++;
        } else if (Character.getType(codePoint) != Character.FORMAT) {
            end();
        }
    }

    private void end() {
        if (!word.isEmpty()) {
            String typed = word.toString();
            String folded = fold(typed);
            int size = folded.getBytes(StandardCharsets.UTF_8).length + 1;
            if (!folded.isEmpty() && bytes + size <= MAX_BYTES && !typedByFolded.containsKey(folded)) {
                typedByFolded.put(folded, typed.toLowerCase(Locale.ROOT));
                bytes += size;
            }
            word.setLength(0);
        }
        length = 0;
    }

    private static String fold(String typed) {
        StringBuilder folded = new StringBuilder(typed.length());
        Normalizer.normalize(typed, Normalizer.Form.NFKD)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(codePoint -> (isOfWord(codePoint) || isAlone(codePoint)) && !isMark(codePoint))
                .forEach(codePoint -> {
                    switch (codePoint) {
                        case 'ø' -> folded.append('o');
                        case 'ł' -> folded.append('l');
                        case 'đ' -> folded.append('d');
                        case 'æ' -> folded.append("ae");
                        case 'œ' -> folded.append("oe");
                        case 'ς' -> folded.append('σ');
                        default -> folded.appendCodePoint(codePoint);
                    }
                });
        return folded.toString();
    }

    private static boolean isAlone(int codePoint) {
        return Character.getType(codePoint) == Character.OTHER_SYMBOL || Character.isIdeographic(codePoint);
    }

    private static boolean isOfWord(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isLetterOrDigit(codePoint)
                || isMark(codePoint)
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
