package io.cofre.http.surface;

import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Head;
import io.cofre.http.exchange.Headers;

/** Headers that keep browsers from doing what nobody asked for; an answer may set its own instead. */
final class Guarding {
    private static final Headers PLAIN = Headers.of("Cache-Control", "no-store")
            .and("X-Content-Type-Options", "nosniff")
            .and("Referrer-Policy", "no-referrer")
            .and("X-Frame-Options", "DENY")
            .and("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

    private static final Headers SECURE = PLAIN.and("Strict-Transport-Security", "max-age=31536000");

    private Guarding() {}

    static Answer headers(Head head, Answer answer) {
        return answer.orElse(head.secure() ? SECURE : PLAIN);
    }
}
