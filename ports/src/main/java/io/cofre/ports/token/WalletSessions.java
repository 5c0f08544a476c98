package io.cofre.ports.token;

import io.cofre.ports.span.PayloadHash;
import java.time.Instant;
import java.util.Optional;

/** Short-lived sessions, which leave no span. Thread-safe. */
public interface WalletSessions {
    /** Keeps a session under its fresh hash. */
    void open(WalletSession session);

    /**
     * Keeps a session, and with it in one step the record of the request that asks for it; where the same wallet has
     * opened one under the same value before, and its record still holds, it keeps nothing and answers with that one.
     * Of two at once, one is kept.
     */
    Optional<Earlier> openOnce(WalletSession session, Request request, Instant now);

    /** Empty where it was never opened, or was swept after its end; the caller judges {@code exp}. */
    Optional<WalletSession> find(String hash);

    /** Removes sessions that ended before the given time, and are no record then any more; returns how many. */
    int sweep(Instant before);

    /**
     * A request that its caller may send again (spec 00, {@code Idempotency-Key}).
     *
     * @param value the caller's header
     * @param until when the record ends, to the millisecond; at that moment it still holds
     */
    record Request(String value, PayloadHash bodyHash, Instant until) {}

    /** The session that a request was answered with before. */
    record Earlier(PayloadHash bodyHash, Instant exp) {}
}
