package io.cofre.domain;

import io.cofre.ports.journal.Once;
import io.cofre.ports.span.PayloadHash;
import java.util.function.Function;

/**
 * A request that its caller may send again (spec 00, {@code Idempotency-Key}): what is remembered in the mutation's own
 * transaction.
 *
 * @param answer makes what a repeat is told of the use case's result, without what only receipts say
 */
public record Repeatable<R>(Once.Key key, PayloadHash bodyHash, Function<R, Once.Answer> answer) {
    public Once once(R result) {
        return new Once(key, bodyHash, answer.apply(result));
    }
}
