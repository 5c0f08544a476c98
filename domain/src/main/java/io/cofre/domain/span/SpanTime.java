package io.cofre.domain.span;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The one spelling of a time in a span: {@code YYYY-MM-DDThh:mm:ss.sssZ}, years 0001 to 9999, no leap seconds. */
final class SpanTime {
    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd.dddZ";
    private static final int NANOS_A_MILLISECOND = 1_000_000;

    private SpanTime() {}

    static Optional<Instant> parse(String text) {
        if (!hasShape(text) || text.startsWith("0000")) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16),
                            number(text, 17, 19),
                            number(text, 20, 23) * NANOS_A_MILLISECOND)
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static boolean hasShape(String text) {
        if (text.length() != SHAPE.length()) {
            return false;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            char c = text.charAt(i);
            char expected = SHAPE.charAt(i);
            if (expected == 'd' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
