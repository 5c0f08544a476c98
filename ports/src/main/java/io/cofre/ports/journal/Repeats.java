package io.cofre.ports.journal;

import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.Receipt;
import java.util.List;
import java.util.Optional;

/**
 * Finds what was answered under an idempotency key. Reads only; the record is written by {@code Journal.commit}.
 * Thread-safe.
 */
public interface Repeats {
    /** Empty where the key was not used, or over 24 hours ago. */
    Optional<Repeat> find(Once.Key key);

    /** The first request's body hash, what it was answered, and the receipts of its spans in order. */
    record Repeat(PayloadHash bodyHash, Once.Answer answer, List<Receipt> receipts) {
        public Repeat {
            receipts = List.copyOf(receipts);
        }
    }
}
