package io.cofre.domain.auth;

import java.util.List;
import java.util.Locale;

/**
 * What a request presents as its proof (spec 01, "The authorizer"). Reading it is pure and costs nothing. Holds
 * credentials: never printed.
 */
public sealed interface Credential {
    /** {@code Authorization: ApiKey tok_…}. */
    final class ApiKey implements Credential {
        private final String token;

        ApiKey(String token) {
            this.token = token;
        }

        public String token() {
            return token;
        }
    }

    /** {@code Authorization: WalletSession wss_…}. */
    final class Session implements Credential {
        private final String token;

        Session(String token) {
            this.token = token;
        }

        public String token() {
            return token;
        }
    }

    /** No credential at all. */
    record None() implements Credential {}

    /** More than one. */
    record Ambiguous() implements Credential {}

    /** A scheme that this service does not take on this route. */
    record Unsupported() implements Credential {}

    /** A known scheme without a credential behind it. */
    record Malformed() implements Credential {}

    /**
     * Reads the headers.
     *
     * @param authorization every value of the header {@code Authorization}, as sent
     * @param signed whether any {@code X-LL-*} header of a request signature is there
     */
    static Credential read(List<String> authorization, boolean signed) {
        if (authorization.size() > 1 || (signed && !authorization.isEmpty() && !direct(authorization.getFirst()))) {
            return new Ambiguous();
        }
        if (signed) {
            return new Unsupported();
        }
        if (authorization.isEmpty()) {
            return new None();
        }
        String value = authorization.getFirst();
        int space = value.indexOf(' ');
        if (space <= 0 || space == value.length() - 1) {
            return new Malformed();
        }
        String scheme = value.substring(0, space).toLowerCase(Locale.ROOT);
        String text = value.substring(space + 1);
        if (text.isBlank() || text.indexOf(' ') >= 0 || text.indexOf(',') >= 0) {
            return new Malformed();
        }
        return switch (scheme) {
            case "apikey" -> new ApiKey(text);
            case "walletsession" -> new Session(text);
            default -> new Unsupported();
        };
    }

    private static boolean direct(String authorization) {
        return authorization.regionMatches(true, 0, "Ed25519 ", 0, 8);
    }
}
