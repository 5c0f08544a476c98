package io.cofre.domain.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Problem;
import io.cofre.ports.memory.MemoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"SESSION, 7", "TEMPORARY, 30", "PERMANENT, 0", "SHARED, 0"})
    void judge_eachLayer_hasItsTime(MemoryEntry.Layer layer, int days) {
        MemoryRules.Judged judged = MemoryRules.judge(wish("x", List.of(), layer), NOW);
        assertThat(((MemoryRules.Judged.Fit) judged).expiresAt())
                .isEqualTo(Optional.of(days).filter(some -> some > 0).map(some -> NOW.plus(Duration.ofDays(some))));
    }

    @Test
    void judge_contentAtItsBound_isTakenAndOneByteMoreRefused() {
        assertThat(MemoryRules.judge(wish("é".repeat(90 * 1024), List.of(), MemoryEntry.Layer.PERMANENT), NOW))
                .isInstanceOf(MemoryRules.Judged.Fit.class);
        assertThat(pointer(wish("é".repeat(90 * 1024) + "x", List.of(), MemoryEntry.Layer.PERMANENT)))
                .isEqualTo("/content");
    }

    @Test
    void judge_tags_areBoundedAndCountOnce() {
        List<String> hundred = IntStream.range(0, 100).mapToObj(i -> "t" + i).toList();
        assertThat(MemoryRules.judge(wish("x", hundred, MemoryEntry.Layer.SESSION), NOW))
                .isInstanceOf(MemoryRules.Judged.Fit.class);
        assertThat(pointer(wish("x", Collections.nCopies(101, "t"), MemoryEntry.Layer.SESSION)))
                .isEqualTo("/tags");
        assertThat(pointer(wish("x", List.of("ok", " "), MemoryEntry.Layer.SESSION)))
                .isEqualTo("/tags/1");
        MemoryRules.Judged twice = MemoryRules.judge(wish("x", List.of("a", "b", "a"), MemoryEntry.Layer.SESSION), NOW);
        assertThat(((MemoryRules.Judged.Fit) twice).wish().tags()).containsExactly("a", "b");
    }

    @Test
    void judge_blankContent_isRefused() {
        assertThat(pointer(wish(" \n", List.of(), MemoryEntry.Layer.SESSION))).isEqualTo("/content");
    }

    private static String pointer(MemoryRules.Wish wish) {
        Problem problem = ((MemoryRules.Judged.Unfit) MemoryRules.judge(wish, NOW)).problem();
        return ((Problem.Member.Text) problem.members().getOrDefault("pointer", new Problem.Member.Text("none")))
                .value();
    }

    private static MemoryRules.Wish wish(String content, List<String> tags, MemoryEntry.Layer layer) {
        return new MemoryRules.Wish(
                content, tags, layer, "note", MemoryEntry.Sensitivity.INTERNAL, Optional.empty(), Optional.empty());
    }
}
