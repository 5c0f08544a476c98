package io.cofre.ports.span;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a key inside its wallet ({@code kid_ed25519_main}); stable across rotations. 1 to 64 characters. */
public record Kid(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.:@-]{1,64}");

    public Kid {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("does not match " + FORM.pattern());
        }
    }

    /** Empty where the text has not the form. */
    public static Optional<Kid> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Kid(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
