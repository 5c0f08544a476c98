package io.cofre.ports.span;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of one Ed25519 public key, derived from the key itself: {@code did:logline:} and the hex of BLAKE3-256 over
 * its 32 bytes (spec 03).
 */
public record KeyId(String value) {
    private static final Pattern FORM = Pattern.compile("did:logline:[0-9a-f]{64}");

    public KeyId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("does not match " + FORM.pattern());
        }
    }

    /** Empty where the text has not the form. */
    public static Optional<KeyId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new KeyId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
