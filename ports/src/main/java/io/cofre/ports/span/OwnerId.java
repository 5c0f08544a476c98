package io.cofre.ports.span;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who inside a tenant a span or a wallet belongs to ({@code dan@voulezvous}); 1 to 100 characters of
 * {@code A-Za-z0-9:._@-}.
 */
public record OwnerId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9:._@-]{1,100}");

    public OwnerId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("does not match " + FORM.pattern());
        }
    }

    /** Empty where the text has not the form. */
    public static Optional<OwnerId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new OwnerId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
