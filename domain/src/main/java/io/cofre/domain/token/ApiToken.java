package io.cofre.domain.token;

import io.cofre.domain.crypto.Base62;
import io.cofre.domain.crypto.Crc32;
import io.cofre.ports.token.TokenRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An API key in the form {@code tok_<kind>_<body><check>} (spec 01, "Token form"): 32 random bytes in base 62, padded
 * to 43 characters, and the CRC-32 of all before it in base 62, padded to 6. Whoever holds the text holds the wallet's
 * rights, so it hides itself: no {@code toString}, no {@code equals} on content.
 */
public final class ApiToken {
    /** What secret scanners look for; every token matches, and what matches has a good check but once in 2^32. */
    public static final String REGULAR_EXPRESSION = "tok_(live|test|admin)_[0-9A-Za-z]{49}";

    private static final int BODY_BYTES = 32;
    private static final int BODY_WIDTH = 43;
    private static final int CHECK_WIDTH = 6;
    private static final int LAST = 4;
    private static final String LARGEST_BODY = Base62.encode(largestBody(), BODY_WIDTH);
    private static final List<Start> STARTS =
            Arrays.stream(TokenRecord.Kind.values()).map(Start::of).toList();

    private final TokenRecord.Kind kind;
    private final String text;

    private ApiToken(TokenRecord.Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    /** What tokens of a kind begin with. */
    private record Start(TokenRecord.Kind kind, String text) {
        static Start of(TokenRecord.Kind kind) {
            return new Start(kind, "tok_" + kind.wire() + "_");
        }
    }

    private static byte[] largestBody() {
        byte[] body = new byte[BODY_BYTES];
        Arrays.fill(body, (byte) 0xff);
        return body;
    }

    /** What reading a text as a token gives. */
    public sealed interface Reading {
        /** Form and check are right; whether the token was ever issued is for its hash to say. */
        final class Token implements Reading {
            private final ApiToken token;

            private Token(ApiToken token) {
                this.token = token;
            }

            public ApiToken token() {
                return token;
            }
        }

        /** The text is no token: it was cut, mistyped, or is something else. */
        record NoToken(Reason reason) implements Reading {}

        /** Why a text is no token. */
        enum Reason {
            /** It does not match {@link #REGULAR_EXPRESSION}, or its body is above 2^256. */
            FORM,
            /** The last six characters are not the checksum of the others. */
            CHECK
        }
    }

    /**
     * A new token.
     *
     * @param random must be a cryptographic generator where the token is to protect anything
     */
    public static ApiToken generate(TokenRecord.Kind kind, RandomGenerator random) {
        byte[] body = new byte[BODY_BYTES];
        random.nextBytes(body);
        String start = Start.of(kind).text() + Base62.encode(body, BODY_WIDTH);
        Arrays.fill(body, (byte) 0);
        return new ApiToken(kind, start + check(start));
    }

    /** Reads a token as it was presented; costs no hashing. Every request begins here. */
    public static Reading parse(String text) {
        for (Start start : STARTS) {
            if (text.startsWith(start.text())) {
                return parse(start, text);
            }
        }
        return new Reading.NoToken(Reading.Reason.FORM);
    }

    private static Reading parse(Start start, String text) {
        int bodyAt = start.text().length();
        if (text.length() != bodyAt + BODY_WIDTH + CHECK_WIDTH || !Base62.isNumber(text, bodyAt)) {
            return new Reading.NoToken(Reading.Reason.FORM);
        }
        int checkAt = bodyAt + BODY_WIDTH;
        if (!text.endsWith(check(text.substring(0, checkAt)))) {
            return new Reading.NoToken(Reading.Reason.CHECK);
        }
        return text.substring(bodyAt, checkAt).compareTo(LARGEST_BODY) > 0
                ? new Reading.NoToken(Reading.Reason.FORM)
                : new Reading.Token(new ApiToken(start.kind(), text));
    }

    private static String check(String start) {
        return Base62.encode(Crc32.of(start.getBytes(StandardCharsets.US_ASCII)), CHECK_WIDTH);
    }

    public TokenRecord.Kind kind() {
        return kind;
    }

    /**
     * The last four characters, by which people tell their tokens apart; part of the checksum, they say nothing of the
     * body.
     */
    public String last4() {
        return text.substring(text.length() - LAST);
    }

    /** The token itself, for the one answer that shows it and for hashing. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "ApiToken[hidden]";
    }
}
