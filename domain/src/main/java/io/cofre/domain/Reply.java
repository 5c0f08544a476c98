package io.cofre.domain;

import io.cofre.ports.journal.Once;
import io.cofre.ports.span.Receipt;
import java.util.List;
import java.util.function.Function;

/** What a use case answers. A failure of a port is thrown, as {@code PortFailure}. */
public sealed interface Reply<R> {
    /**
     * Done, and durable.
     *
     * @param receipts of the spans it left, in order; none where it leaves none
     */
    record Done<R>(R value, List<Receipt> receipts) implements Reply<R> {
        public Done {
            receipts = List.copyOf(receipts);
        }
    }

    /** Done before, under the same idempotency key: what was answered then, and the receipts of then. */
    record Repeated<R>(Once.Answer answer, List<Receipt> receipts) implements Reply<R> {
        public Repeated {
            receipts = List.copyOf(receipts);
        }
    }

    /** Not done, and nothing was written. */
    record Refused<R>(Problem problem) implements Reply<R> {}

    static <R> Reply<R> done(R value) {
        return new Done<>(value, List.of());
    }

    static <R> Reply<R> refused(Problem problem) {
        return new Refused<>(problem);
    }

    static <R> Reply<R> refused(Code code, String detail) {
        return new Refused<>(Problem.of(code, detail));
    }

    /** The same with another value where it was done; what a repeat is told stays as it is. */
    default <S> Reply<S> map(Function<R, S> change) {
        return switch (this) {
            case Done<R>(R value, List<Receipt> receipts) -> new Done<>(change.apply(value), receipts);
            case Repeated<R>(Once.Answer answer, List<Receipt> receipts) -> new Repeated<>(answer, receipts);
            case Refused<R>(Problem problem) -> new Refused<>(problem);
        };
    }
}
