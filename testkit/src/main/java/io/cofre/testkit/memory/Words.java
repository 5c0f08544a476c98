package io.cofre.testkit.memory;

import io.cofre.ports.tenant.Language;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words as a search sees them: case, accents and plurals folded; nearness by trigrams and edit distance (spec 04). */
final class Words {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final double NEAR = 0.5;
    private static final int EDITS = 2;
    private static final int MOST_NEAR = 3;

    /** The commonest words of Portuguese and English, folded as all words are. */
    private static final Set<String> STOP_WORDS = Set.of(
            "a", "as", "o", "os", "e", "de", "da", "do", "das", "dos", "em", "na", "no", "um", "uma", "para", "por",
            "com", "que", "se", "the", "an", "and", "or", "of", "to", "in", "on", "is", "are", "was", "it", "for",
            "with", "that", "this");

    private Words() {}

    /** The distinct words of a text, folded, in order. */
    static Set<String> of(String text, Set<Language> languages) {
        String folded = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        Set<String> words = new LinkedHashSet<>();
        for (String word : BETWEEN.split(folded, -1)) {
            if (!word.isEmpty()) {
                words.add(stem(word, languages));
            }
        }
        return words;
    }

    /** Plurals of both languages, adverbs of the one and participles of the other: enough to tell them apart. */
    private static String stem(String word, Set<Language> languages) {
        String stem = word;
        if (!languages.isEmpty() && !stem.endsWith("ss")) {
            stem = without(stem, "s");
        }
        if (languages.contains(Language.PT)) {
            stem = without(stem, "mente");
        }
        return languages.contains(Language.EN) ? without(stem, "ing") : stem;
    }

    private static String without(String word, String ending) {
        return word.length() > ending.length() + 2 && word.endsWith(ending)
                ? word.substring(0, word.length() - ending.length())
                : word;
    }

    /** The words of a query: those that say nothing count only where there are no others. */
    static Set<String> asked(String text, Set<Language> languages) {
        Set<String> words = of(text, languages);
        Set<String> telling = new LinkedHashSet<>(words);
        telling.removeAll(STOP_WORDS);
        return telling.isEmpty() ? words : telling;
    }

    /** The up to three words that one may be a mistyping of. */
    static Set<String> nearest(String word, Set<String> known) {
        return known.stream()
                .filter(other -> edits(word, other) <= EDITS && similarity(word, other) >= NEAR)
                .sorted(Comparator.comparingInt((String other) -> edits(word, other))
                        .thenComparingDouble(other -> -similarity(word, other))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_NEAR)
                .collect(Collectors.toSet());
    }

    private static double similarity(String one, String other) {
        Set<String> shared = trigrams(one);
        Set<String> all = trigrams(other);
        int both = shared.size() + all.size();
        all.addAll(shared);
        return (double) (both - all.size()) / all.size();
    }

    private static Set<String> trigrams(String word) {
        String padded = "  " + word + " ";
        Set<String> trigrams = new HashSet<>();
        for (int i = 0; i + 3 <= padded.length(); i++) {
            trigrams.add(padded.substring(i, i + 3));
        }
        return trigrams;
    }

    private static int edits(String one, String other) {
        int[] above = new int[other.length() + 1];
        Arrays.setAll(above, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[other.length()];
    }

    /** Of a text and its tags. */
    static Set<String> of(String text, List<String> tags, Set<Language> languages) {
        List<String> all = new ArrayList<>(tags);
        all.add(text);
        return of(String.join(" ", all), languages);
    }
}
