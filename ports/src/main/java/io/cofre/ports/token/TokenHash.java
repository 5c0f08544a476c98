package io.cofre.ports.token;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is stored of an API key: {@code argon2id$v1$} and 32 bytes in base64url (spec 01, "Token hash"). It grants
 * nothing by itself, and stays out of logs all the same.
 */
public record TokenHash(String value) {
    private static final Pattern FORM = Pattern.compile("argon2id[$]v[0-9]{1,4}[$][A-Za-z0-9_-]{43}");

    public TokenHash {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("does not match " + FORM.pattern());
        }
    }

    /** Empty where the text has not the form. */
    public static Optional<TokenHash> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new TokenHash(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
