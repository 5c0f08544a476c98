package io.cofre.ports.wallet;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a wallet, {@code wlt_} and 1 to 96 lower-case letters, digits, {@code _} and {@code -}. Unique in the
 * whole system.
 */
public record WalletId(String value) {
    private static final Pattern FORM = Pattern.compile("wlt_[a-z0-9][a-z0-9_-]{0,95}");

    public WalletId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("does not match " + FORM.pattern());
        }
    }

    /** Empty where the text has not the form. */
    public static Optional<WalletId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new WalletId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
