package io.cofre.http.exchange;

import io.cofre.domain.Repeatable;
import io.cofre.ports.journal.Once;
import io.cofre.ports.span.PayloadHash;
import java.util.function.Function;

/** A request that came with {@code Idempotency-Key}. */
public record OnceRequest(Once.Key key, PayloadHash bodyHash) {
    /** The record of a request of many spans, of which each answers for itself. */
    public Once bySpan() {
        return new Once(key, bodyHash, new Once.Answer.BySpan());
    }

    /** The record of a request whose answer is made of its receipts alone. */
    public Once byReceipts() {
        return new Once(key, bodyHash, new Once.Answer.Body("{}"));
    }

    /** What the use case remembers: what a repeat is told of its result. */
    public <R> Repeatable<R> repeatable(Function<R, Once.Answer> answer) {
        return new Repeatable<>(key, bodyHash, answer);
    }
}
