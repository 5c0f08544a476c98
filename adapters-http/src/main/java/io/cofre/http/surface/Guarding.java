package io.cofre.http.surface;

import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Head;

/** Headers that keep browsers from doing what nobody asked for; an answer may set its own instead. */
final class Guarding {
    private Guarding() {}

    static Answer headers(Head head, Answer answer) {
        Answer guarded = answer.orElse("Cache-Control", "no-store")
                .orElse("X-Content-Type-Options", "nosniff")
                .orElse("Referrer-Policy", "no-referrer")
                .orElse("X-Frame-Options", "DENY")
                .orElse("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        return head.secure() ? guarded.orElse("Strict-Transport-Security", "max-age=31536000") : guarded;
    }
}
