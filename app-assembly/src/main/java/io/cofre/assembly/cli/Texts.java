package io.cofre.assembly.cli;

/** Text of several lines for a terminal. */
final class Texts {
    private Texts() {}

    /** The text with its lines as they are, and without what would steer the terminal. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            shown.append(Width.shown(text.substring(from, end))).append('\n');
            from = end + 1;
        }
        return shown.append(Width.shown(text.substring(from))).toString();
    }
}
