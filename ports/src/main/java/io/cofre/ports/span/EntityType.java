package io.cofre.ports.span;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What kind of thing a span describes (spec 03): {@code memory}, {@code note}, {@code job.created}. 1 to 64 characters.
 */
public record EntityType(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9_.-]{1,64}");

    public EntityType {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("does not match " + FORM.pattern());
        }
    }

    /** Empty where the text has not the form. */
    public static Optional<EntityType> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new EntityType(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
