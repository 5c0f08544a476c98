package io.cofre.assembly.demo;

import io.cofre.assembly.cli.Paint;
import io.cofre.assembly.cli.Terminal;
import io.cofre.assembly.cli.Width;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the demo prints: titles, requests, answers, ticks. Tokens lose all but their ends. Not thread-safe. */
final class Sheet {
    private static final Pattern TOKEN = Pattern.compile("(tok_[a-z]+_|wss_)[A-Za-z0-9_-]*([A-Za-z0-9_-]{4})");
    private static final int WIDTH_OF_A_FILE = 100;
    private static final int MOST_LINES = 6;
    private static final int MOST_OF_AN_EVENT = 2;

    private final Terminal terminal;
    private final Paint paint;
    private final int width;
    private int step;

    Sheet(Terminal terminal) {
        this.terminal = terminal;
        paint = terminal.paint();
        width = Math.min(120, terminal.columns().orElse(WIDTH_OF_A_FILE));
    }

    Paint paint() {
        return paint;
    }

    void line(String text) {
        terminal.out().println(text);
    }

    /** A heading above several steps. */
    void part(String title) {
        line("");
        String rule = "─".repeat(Math.max(3, width - Width.of(title) - 4));
        line(paint.strong("── " + title) + " " + paint.faint(rule));
    }

    void step(String title) {
        step++;
        line("");
        line(paint.strong(Width.padded(step + ".", 4) + title));
    }

    /** Text in the step's margin, wrapped. */
    void text(String text) {
        wrapped(text, width - 4, Integer.MAX_VALUE).forEach(part -> line("    " + part));
    }

    void request(String method, String path, String credential) {
        line("    " + paint.notable(method + " " + path) + paint.faint("  as " + credential));
    }

    /** A JSON text after an arrow, wrapped and cut. */
    void json(String arrow, String json) {
        json(arrow, json, MOST_LINES);
    }

    /** One of several events. */
    void event(String name, String json) {
        json("←", name + "  " + json, MOST_OF_AN_EVENT);
    }

    private void json(String arrow, String json, int most) {
        List<String> lines = wrapped(masked(json), width - 6, most);
        for (int at = 0; at < lines.size(); at++) {
            line("    " + (at == 0 ? paint.faint(arrow) : " ") + " " + lines.get(at));
        }
    }

    void check(boolean holds, String name, String detail) {
        String mark = holds ? paint.good("✓") : paint.bad("✗");
        List<String> lines = wrapped(masked(name + (detail.isEmpty() ? "" : ": " + detail)), width - 6, MOST_LINES);
        for (int at = 0; at < lines.size(); at++) {
            line("    " + (at == 0 ? mark : " ") + " " + lines.get(at));
        }
    }

    static String masked(String text) {
        return TOKEN.matcher(text).replaceAll("$1…$2");
    }

    /** Lines of at most so many columns; what is beyond the last that may stand is said to be left out. */
    static List<String> wrapped(String text, int columns, int most) {
        List<String> lines = new ArrayList<>();
        String rest = Width.shown(text);
        while (Width.of(rest) > columns && lines.size() < most - 1) {
            String whole = Width.fitted(rest, columns + 1);
            int cut = breakBefore(whole, whole.length() - 1);
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(Width.fitted(rest, columns));
        return lines;
    }

    /** After a comma or a blank in the last third, else where the line is full. */
    private static int breakBefore(String text, int end) {
        for (int at = end; at > end * 2 / 3; at--) {
            char before = text.charAt(at - 1);
            if (before == ',' || before == ' ') {
                return at;
            }
        }
        return end;
    }
}
