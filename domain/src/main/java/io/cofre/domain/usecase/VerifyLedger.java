package io.cofre.domain.usecase;

import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.ledger.LedgerVerification;
import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.StoredSpan;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * {@code cofre ledger verify} over the live ledger (spec 03): every span, from the trusted roots on, to the first
 * fault. Thread-safe.
 */
public final class VerifyLedger {
    private static final int PAGE = 1_000;

    private final LedgerScan ledger;
    private final TrustAnchors anchors;
    private final Ed25519 engine;

    @Inject
    public VerifyLedger(LedgerScan ledger, TrustAnchors anchors, Ed25519 engine) {
        this.ledger = ledger;
        this.anchors = anchors;
        this.engine = engine;
    }

    /** How far it held, and what did not. */
    public record Verified(long spans, Optional<LedgerVerification.Fault> fault) {}

    /**
     * Verifies what stands when it begins.
     *
     * @param progress is told how many spans held, once a page
     */
    public Verified verify(LongConsumer progress) {
        LedgerVerification verification = new LedgerVerification(engine, anchors.roots(), true);
        long last = ledger.last();
        long position = 0;
        while (position < last) {
            List<StoredSpan> page = ledger.after(position, PAGE);
            if (page.isEmpty()) {
                break;
            }
            for (StoredSpan span : page) {
                Optional<LedgerVerification.Fault> fault = verification.next(span);
                if (fault.isPresent()) {
                    return new Verified(verification.verified(), fault);
                }
            }
            position = page.getLast().position();
            progress.accept(verification.verified());
        }
        return new Verified(verification.verified(), Optional.empty());
    }
}
