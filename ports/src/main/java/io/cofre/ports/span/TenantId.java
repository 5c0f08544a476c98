package io.cofre.ports.span;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The isolation boundary: every row, span, key and token belongs to exactly one tenant. Lower-case letters, digits,
 * {@code _} and {@code -}; 1 to 63 characters.
 */
public record TenantId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    public TenantId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("does not match " + FORM.pattern());
        }
    }

    /** Empty where the text has not the form. */
    public static Optional<TenantId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new TenantId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
