package io.cofre.providers;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads Retry-After (RFC 9110, 10.2.3); a date counts from the answer's own Date, so that no clocks need agree. */
final class RetryAfter {
    private static final long MOST_SECONDS = 86_400;

    private RetryAfter() {}

    /** Empty where there is none, or one that does not parse; a day at most. */
    static Optional<Duration> of(Headers headers) {
        return headers.first(HeaderNames.RETRY_AFTER)
                .flatMap(text -> seconds(text)
                        .or(() -> headers.first(HeaderNames.DATE)
                                .flatMap(now -> instant(now)
                                        .flatMap(from -> instant(text).map(to -> Duration.between(from, to)))))
                        .map(after -> after.isNegative() ? Duration.ZERO : after)
                        .map(after -> after.toSeconds() > MOST_SECONDS ? Duration.ofSeconds(MOST_SECONDS) : after));
    }

    private static Optional<Duration> seconds(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
