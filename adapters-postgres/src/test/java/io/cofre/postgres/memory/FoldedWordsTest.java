package io.cofre.postgres.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FoldedWordsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Dan prefere ESPRESSO curto, dan|dan prefere espresso curto",
                "Caf\u00e9 CAFE\u0301 cafe|cafe",
                "N\u00e3o \u00e7\u00c7|nao cc",
                "Stra\u00dfe \u0130stanbul \u0131 \u00d8l \u0141\u00f3d\u017a \u00e6|strasse istanbul i ol lodz ae",
                "\ufb01m \u2168 \uff21\uff22|fim ix ab",
                "\u039f\u0394\u039f\u03a3 \u03bf\u03b4\u03cc\u03c2|\u03bf\u03b4\u03bf\u03c3",
                "d'\u00e1gua guarda-chuva foo_bar a.b@c|d agua guarda chuva foo bar a b c",
                "co\u00adop\u200bere|coopere",
                "100% R$5,00 \u20ac7|100 r 5 00 7",
                "bom\u2615dia \ud83e\udd80|bom \u2615 dia \ud83e\udd80",
                "\u5bff\u53f8|\u5bff \u53f8",
                "\u043f\u0440\u0438\u0432\u0451\u0442|\u043f\u0440\u0438\u0432\u0435\u0442"
            },
            delimiter = '|')
    void of_text_isItsDistinctWordsFolded(String text, String words) {
        assertThat(FoldedWords.of(List.of(text)).folded()).containsExactly(words.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"'|", "%|", "_|", "\\ \"|", "' OR 1=1 --;|or 1", ".*$|", "(?!)[a-z]+$|a z", ":*&!()<->|"},
            delimiter = '|')
    void of_signsOfOtherLanguages_areNoWords(String text, String words) {
        assertThat(FoldedWords.of(List.of(text)).folded())
                .containsExactly(words == null ? new String[0] : words.split(" "));
    }

    @Test
    void of_controlsAndHalfSurrogates_onlySeparate() {
        assertThat(FoldedWords.of(List.of("a\u0000b\ud83ec\u001fd")).folded()).containsExactly("a", "b", "c", "d");
        assertThat(FoldedWords.of(List.of("", " \n\t")).isEmpty()).isTrue();
    }

    @Test
    void typed_accentedWords_standBesideTheirFoldedForms() {
        FoldedWords words = FoldedWords.of(List.of("N\u00e3o CAF\u00c9", "cafe voc\u00ea"));

        assertThat(words.folded()).containsExactly("nao", "cafe", "voce");
        assertThat(words.typed()).containsExactly("n\u00e3o", "caf\u00e9", "voc\u00ea");
    }

    @Test
    void of_longWords_areKnownByTheirBeginning() {
        assertThat(FoldedWords.of(List.of("a".repeat(1 << 20))).folded()).containsExactly("a".repeat(64));
    }

    @Test
    void of_moreWordsThanAnIndexHolds_keepsTheFirst() {
        String text = IntStream.range(0, 200_000).mapToObj(i -> "p" + i).collect(Collectors.joining(" "));

        String[] words = FoldedWords.of(List.of(text)).folded();

        assertThat(words).hasSizeBetween(60_000, 75_000).startsWith("p0", "p1");
    }
}
