package io.cofre.ports.journal;

import io.cofre.ports.span.Receipt;
import java.util.List;
import java.util.Optional;

/** What became of one change. */
public sealed interface Outcome {
    /** Written, durable; one receipt a span, in the change's order. */
    record Accepted(List<Receipt> receipts) implements Outcome {
        public Accepted {
            receipts = List.copyOf(receipts);
        }
    }

    /**
     * Nothing was written, because it stands already: either the same spans (their first receipts, in order), or a
     * change under the same idempotency key (its receipts and what it had answered).
     */
    record Replayed(List<Receipt> receipts, Optional<Once.Answer> answer) implements Outcome {
        public Replayed {
            receipts = List.copyOf(receipts);
        }
    }

    /** Nothing was written, and why. */
    record Refused(Refusal why) implements Outcome {}
}
