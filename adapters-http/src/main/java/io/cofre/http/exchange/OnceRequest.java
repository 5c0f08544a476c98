package io.cofre.http.exchange;

import io.cofre.domain.Repeatable;
import io.cofre.ports.journal.Once;
import io.cofre.ports.span.PayloadHash;
import java.util.function.Function;

/** A request that came with {@code Idempotency-Key}. */
public record OnceRequest(Once.Key key, PayloadHash bodyHash) {
    /** What the use case remembers: what a repeat is told of its result. */
    public <R> Repeatable<R> repeatable(Function<R, Once.Answer> answer) {
        return new Repeatable<>(key, bodyHash, answer);
    }
}
