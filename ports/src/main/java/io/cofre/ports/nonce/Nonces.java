package io.cofre.ports.nonce;

import io.cofre.ports.span.KeyId;
import java.time.Duration;
import java.time.Instant;

/**
 * Takes the nonces of signed requests once each (spec 01). Short-lived; leaves no span. Thread-safe; of parallel
 * callers with one nonce exactly one wins.
 */
public interface Nonces {
    /** How long a taken nonce is kept: it outlives the whole window in which a signature is acceptable. */
    Duration KEPT = Duration.ofMinutes(5);

    /**
     * Takes a nonce, durably enough to outlive a node.
     *
     * @param nonce 1 to 200 characters
     */
    Taking take(KeyId key, String nonce, Instant now);

    /**
     * Removes nonces taken longer than {@link #KEPT} before; returns how many. Stores that do so by themselves return
     * 0.
     */
    int sweep(Instant now);

    /** What became of it. */
    enum Taking {
        TAKEN,
        USED_BEFORE
    }
}
