package io.cofre.http.surface;

import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Head;
import java.util.Optional;
import java.util.Set;

/** Lets the pages of named origins call (the Fetch standard's CORS). Without origins nothing is added. */
final class Cors {
    private static final String ORIGIN = "Origin";

    private final Set<String> origins;

    Cors(Set<String> origins) {
        this.origins = origins;
    }

    private Optional<String> allowed(Head head) {
        return head.headers().first(ORIGIN).filter(origins::contains);
    }

    /** The answer to OPTIONS at a path that takes {@code allow}. */
    Answer options(Head head, String allow) {
        Answer answer = Answer.empty(204).with("Allow", allow);
        if (allowed(head).isEmpty() || !head.headers().has("Access-Control-Request-Method")) {
            return answer;
        }
        return answer.with("Access-Control-Allow-Methods", allow)
                .with(
                        "Access-Control-Allow-Headers",
                        "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, traceparent, X-Provider-Key,"
                                + " X-Tenant-Id, X-User-Id")
                .with("Access-Control-Max-Age", "600");
    }

    Answer mark(Head head, Answer answer) {
        if (origins.isEmpty()) {
            return answer;
        }
        Answer varied = answer.with("Vary", ORIGIN);
        return allowed(head)
                .map(origin -> varied.with("Access-Control-Allow-Origin", origin)
                        .with(
                                "Access-Control-Expose-Headers",
                                "traceparent, Retry-After, RateLimit, RateLimit-Policy, Idempotency-Replayed"))
                .orElse(varied);
    }
}
