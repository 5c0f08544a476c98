package io.cofre.http.exchange;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The request's place in a trace (W3C Trace Context).
 *
 * @param traceId 32 lower-case hex digits, not all zero
 * @param spanId 16 lower-case hex digits: this request's own
 * @param flags 2 hex digits, as the caller sent them
 */
public record Trace(String traceId, String spanId, String flags) {
    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    /** Goes on with the caller's trace, or begins one where the caller sent none that is well-formed. */
    public static Trace of(Headers headers, RandomGenerator random) {
        String own = hex(random, 8);
        List<String> given = headers.all("traceparent");
        return (given.size() == 1 ? parse(given.getFirst(), own) : Optional.<Trace>empty())
                .orElseGet(() -> new Trace(hex(random, 16), own, "00"));
    }

    private static Optional<Trace> parse(String text, String own) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()
                || parts.group(1).equals("ff")
                || (parts.group(1).equals("00") && parts.group(5) != null)
                || zero(parts.group(2))
                || zero(parts.group(3))) {
            return Optional.empty();
        }
        return Optional.of(new Trace(parts.group(2), own, parts.group(4)));
    }

    private static boolean zero(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    private static String hex(RandomGenerator random, int length) {
        byte[] bytes = new byte[length];
        String digits;
        do {
            random.nextBytes(bytes);
            digits = HexFormat.of().formatHex(bytes);
        } while (zero(digits));
        return digits;
    }

    public String traceparent() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }
}
