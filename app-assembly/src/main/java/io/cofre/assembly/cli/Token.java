package io.cofre.assembly.cli;

import java.util.regex.Pattern;

/** A credential of the API, hidden but for the one header that carries it. */
public final class Token {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{8,4096}");

    private final String secret;

    private Token(String secret) {
        this.secret = secret;
    }

    /**
     * Takes a token as it was given, without the white space around it.
     *
     * @param source where it comes from, for the message
     * @throws Stop where it can be none
     */
    public static Token of(String given, String source) {
        String secret = given.strip();
        if (!FORM.matcher(secret).matches()) {
            throw new Stop(
                    Exit.NOT_AUTHORIZED,
                    source + " holds no token",
                    "A token looks like tok_live_… and has no blanks; an admin makes one with: cofre key issue");
        }
        return new Token(secret);
    }

    /** What to send as {@code Authorization}: the scheme follows from the token's own form. */
    public String header() {
        if (secret.startsWith("wss_")) {
            return "WalletSession " + secret;
        }
        return (secret.startsWith("eyJ") ? "Bearer " : "ApiKey ") + secret;
    }

    /** Enough to tell one token from another, and no more. */
    public String masked() {
        int kindEnds = secret.startsWith("tok_") ? secret.indexOf('_', 4) + 1 : Math.min(4, secret.length());
        return secret.substring(0, kindEnds) + "…" + secret.substring(secret.length() - 4);
    }
}
