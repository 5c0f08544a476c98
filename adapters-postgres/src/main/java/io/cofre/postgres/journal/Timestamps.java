package io.cofre.postgres.journal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;

/** Instants as PostgreSQL reads them. It knows no year 0: that is 1 BC, and so on. */
final class Timestamps {
    private static final DateTimeFormatter AFTER_CHRIST = form("");
    private static final DateTimeFormatter BEFORE_CHRIST = form(" BC");

    private Timestamps() {}

    static String text(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).get(ChronoField.YEAR) > 0
                ? AFTER_CHRIST.format(instant)
                : BEFORE_CHRIST.format(instant);
    }

    private static DateTimeFormatter form(String era) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z" + era + "'")
                .withZone(ZoneOffset.UTC);
    }
}
