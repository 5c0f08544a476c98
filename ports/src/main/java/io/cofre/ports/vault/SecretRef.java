package io.cofre.ports.vault;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of one secret in the vault; opaque to all but the vault. A fresh one is made for each secret, and never used
 * again (idea 5 of the architecture).
 */
public record SecretRef(String value) {
    private static final Pattern FORM = Pattern.compile("vlt_[a-z0-9_]{4,80}");

    public SecretRef {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("does not match " + FORM.pattern());
        }
    }

    /** Empty where the text has not the form. */
    public static Optional<SecretRef> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new SecretRef(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
