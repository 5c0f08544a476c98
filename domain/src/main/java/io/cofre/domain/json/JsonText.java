package io.cofre.domain.json;

/** What I-JSON refuses inside a text (RFC 7493, section 2.1). */
final class JsonText {
    enum Flaw {
        NONE,
        LONE_SURROGATE,
        NUL
    }

    private JsonText() {}

    static Flaw flawOf(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return Flaw.NUL;
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c) || i + 1 == length || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return Flaw.LONE_SURROGATE;
                }
                i++;
            }
        }
        return Flaw.NONE;
    }
}
