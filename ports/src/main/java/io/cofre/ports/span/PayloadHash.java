package io.cofre.ports.span;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The BLAKE3-256 of some bytes, written {@code b3:} and 64 lower-case hex digits (spec 03, "Canonical form, hash,
 * signature").
 */
public record PayloadHash(String value) {
    private static final Pattern FORM = Pattern.compile("b3:[0-9a-f]{64}");

    public PayloadHash {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("does not match " + FORM.pattern());
        }
    }

    /** Empty where the text has not the form. */
    public static Optional<PayloadHash> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new PayloadHash(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
