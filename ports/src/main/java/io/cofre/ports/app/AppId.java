package io.cofre.ports.app;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of an app, unique in its tenant (spec 04): 2 to 63 lower-case letters, digits and {@code -}. */
public record AppId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{1,62}");

    public AppId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("does not match " + FORM.pattern());
        }
    }

    /** Empty where the text has not the form. */
    public static Optional<AppId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new AppId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
