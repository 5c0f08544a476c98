package io.cofre.domain.json;

import io.cofre.domain.json.JsonFault.Kind;
import java.io.IOException;

/** Reads numbers, texts and names, and refuses those that I-JSON does. Not thread-safe. */
final class JsonScalars {
    /** {@code -9007199254740991}: a longer integer literal cannot be in range, for JSON has no leading zeros. */
    private static final int LONGEST_INTEGER = 17;

    private final JsonTokens tokens;
    private final boolean escapes;
    private final boolean stored;

    /**
     * Makes a reader of scalars.
     *
     * @param escapes whether the document has any; without them no text has a flaw
     * @param stored whether an integer literal of any size is taken
     */
    JsonScalars(JsonTokens tokens, boolean escapes, boolean stored) {
        this.tokens = tokens;
        this.escapes = escapes;
        this.stored = stored;
    }

    JsonNumber integer() throws JsonRefusal {
        if (stored) {
            return number();
        }
        try {
            if (tokens.parser().getTextLength() <= LONGEST_INTEGER) {
                long value = tokens.parser().getLongValue();
                if (value <= JsonNumber.MAX_INTEGER && value >= -JsonNumber.MAX_INTEGER) {
                    return new JsonNumber((double) value);
                }
            }
        } catch (IOException notALong) {
            throw tokens.syntax();
        }
        throw new JsonRefusal(
                tokens.place(),
                Kind.INTEGER_TOO_LARGE,
                "an integer beyond ±9007199254740991 is not exact; send it as a text, or with an exponent");
    }

    JsonNumber number() throws JsonRefusal {
        double value;
        try {
            value = tokens.parser().getDoubleValue();
        } catch (IOException notADouble) {
            throw tokens.syntax();
        }
        if (!Double.isFinite(value)) {
            throw new JsonRefusal(tokens.place(), Kind.NUMBER_NOT_FINITE, "the number is too large for a double");
        }
        return new JsonNumber(value);
    }

    JsonString text() throws JsonRefusal {
        try {
            String text = tokens.parser().getText();
            refuseFlaw(text, "the text", true);
            return JsonString.trusted(text);
        } catch (IOException unfinished) {
            throw tokens.syntax();
        }
    }

    String name() throws JsonRefusal {
        try {
            String name = tokens.parser().currentName();
            refuseFlaw(name, "a member's name", false);
            return name;
        } catch (IOException unfinished) {
            throw tokens.syntax();
        }
    }

    private void refuseFlaw(String text, String what, boolean atItself) throws JsonRefusal {
        if (!escapes) {
            return;
        }
        switch (JsonText.flawOf(text)) {
            case NONE -> {}
            case LONE_SURROGATE ->
                throw new JsonRefusal(place(atItself), Kind.LONE_SURROGATE, what + " has a lone surrogate");
            case NUL -> throw new JsonRefusal(place(atItself), Kind.NUL_CHARACTER, what + " has U+0000");
        }
    }

    private String place(boolean itself) {
        return itself ? tokens.place() : tokens.holder();
    }
}
