package io.cofre.ports.token;

import java.time.Instant;
import java.util.Optional;

/** Short-lived sessions, which leave no span. Thread-safe. */
public interface WalletSessions {
    /** Keeps a session under its fresh hash. */
    void open(WalletSession session);

    /** Empty where it was never opened, or was swept after its end; the caller judges {@code exp}. */
    Optional<WalletSession> find(String hash);

    /** Removes sessions that ended before the given time; returns how many. */
    int sweep(Instant before);
}
