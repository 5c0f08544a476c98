package io.cofre.assembly.cli;

/** How many columns text takes on a terminal. */
public final class Width {
    private Width() {}

    /** Columns of a text without control characters. */
    public static int of(String text) {
        return text.codePoints().map(Width::ofCodePoint).sum();
    }

    private static int ofCodePoint(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    /** Scripts and pictures that terminals draw over two columns. */
    private static boolean isWide(int point) {
        return within(point, 0x1100, 0x115f)
                || within(point, 0x2e80, 0xa4cf)
                || within(point, 0xac00, 0xd7a3)
                || within(point, 0xf900, 0xfaff)
                || within(point, 0xfe30, 0xfe6f)
                || within(point, 0xff00, 0xff60)
                || within(point, 0x1f300, 0x1faff)
                || within(point, 0x20000, 0x3fffd);
    }

    private static boolean within(int point, int first, int last) {
        return first <= point && point <= last;
    }

    /** The text, or its beginning and an ellipsis, in at most so many columns. */
    public static String fitted(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        StringBuilder fitted = new StringBuilder();
        int used = 0;
        for (int point : text.codePoints().toArray()) {
            used += ofCodePoint(point);
            if (used > columns - 1) {
                break;
            }
            fitted.appendCodePoint(point);
        }
        return fitted.append('…').toString();
    }

    /** With blanks up to so many columns. */
    public static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /**
     * On one line, and harmless: what is stored in a ledger may hold a terminal's control sequences, or turn the
     * direction of what follows.
     */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '\n') {
                shown.append('⏎');
            } else if (Character.isISOControl(point) || turnsDirection(point) || surrogate(point)) {
                shown.append('\ufffd');
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }

    private static boolean turnsDirection(int point) {
        return within(point, 0x202a, 0x202e) || within(point, 0x2066, 0x2069);
    }

    private static boolean surrogate(int point) {
        return within(point, 0xd800, 0xdfff);
    }
}
