package io.cofre.domain.token;

import io.cofre.domain.crypto.Base62;
import io.cofre.domain.crypto.Hex;
import io.cofre.domain.crypto.HmacSha256;
import io.cofre.ports.vault.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A wallet session in the form {@code wss_<body>}: 32 random bytes in base 62 (spec 02, {@code POST /wallet/open}).
 * Hides itself: no {@code toString}, no {@code equals}.
 */
public final class SessionToken {
    private static final Pattern FORM = Pattern.compile("wss_[0-9A-Za-z]{43}");
    private static final int BODY_BYTES = 32;
    private static final int BODY_WIDTH = 43;

    private final String text;

    private SessionToken(String text) {
        this.text = text;
    }

    /**
     * A new session token.
     *
     * @param random must be a cryptographic generator where the session is to protect anything
     */
    public static SessionToken generate(RandomGenerator random) {
        byte[] body = new byte[BODY_BYTES];
        random.nextBytes(body);
        SessionToken token = new SessionToken("wss_" + Base62.encode(body, BODY_WIDTH));
        Arrays.fill(body, (byte) 0);
        return token;
    }

    /** Empty where the text has not the form. */
    public static Optional<SessionToken> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new SessionToken(text)) : Optional.empty();
    }

    /** What is stored: 64 hex digits of HMAC-SHA256 under the pepper; a session's 256 random bits need no slow hash. */
    public String hash(SecretBytes pepper) {
        return Hex.encode(HmacSha256.mac(pepper, text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The token itself, for the one answer that shows it. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "SessionToken[hidden]";
    }
}
