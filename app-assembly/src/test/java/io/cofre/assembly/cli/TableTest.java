package io.cofre.assembly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class TableTest {
    private final Table table = new Table("ID", "WHAT", "TEXT")
            .row("1", "memória", "日本語 text")
            .row("22", "e\u0301", "line one\nline two\u202e");

    @Test
    void lines_noTerminal_cutNothing() {
        assertThat(table.lines(OptionalInt.empty(), Paint.PLAIN))
                .containsExactly(
                        "ID  WHAT     TEXT", "1   memória  日本語 text", "22  e\u0301        line one⏎line two\ufffd");
    }

    @Test
    void lines_narrowTerminal_theLastColumnGivesWay() {
        assertThat(table.lines(OptionalInt.of(23), Paint.PLAIN))
                .containsExactly("ID  WHAT     TEXT", "1   memória  日本語 te…", "22  e\u0301        line one⏎…");
    }

    @Test
    void lines_colours_onlyTheHeadings() {
        assertThat(table.lines(OptionalInt.empty(), Paint.COLOURS).getFirst())
                .isEqualTo("\u001b[2mID  WHAT     TEXT\u001b[0m");
    }

    @Test
    void paint_terminalsThatCannotOrMustNot_stayPlain() {
        assertThat(paint(OptionalInt.empty(), "TERM", "xterm")).isEqualTo(Paint.PLAIN);
        assertThat(paint(OptionalInt.of(80), "TERM", "dumb")).isEqualTo(Paint.PLAIN);
        assertThat(paint(OptionalInt.of(80), "NO_COLOR", "1")).isEqualTo(Paint.PLAIN);
        assertThat(paint(OptionalInt.of(80), "TERM", "xterm")).isEqualTo(Paint.COLOURS);
    }

    private static Paint paint(OptionalInt columns, String variable, String value) {
        return new Terminal(System.in, System.out, System.err, java.util.Map.of(variable, value), columns).paint();
    }
}
