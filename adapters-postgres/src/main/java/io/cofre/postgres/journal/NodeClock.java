package io.cofre.postgres.journal;

import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * A node's clock, as long as it agrees with the database's, which all nodes share. The ledger's time never goes back:
 * one span that was recorded a day ahead would make every other node's signatures stale for a day.
 *
 * @param drift how far it may be from the database's
 */
record NodeClock(InstantSource clock, Duration drift) {
    /**
     * The node's time in milliseconds.
     *
     * @param database the database's time, of this very moment
     * @throws PortFailure.Unavailable where the two do not agree
     */
    Instant agreed(Instant database) {
        Instant now = clock.instant();
        Duration ahead = Duration.between(database, now);
        if (ahead.abs().compareTo(drift) > 0) {
            throw new PortFailure.Unavailable(
                    Dependency.LEDGER,
                    "this node's clock is " + ahead.abs().toSeconds() + " s "
                            + (ahead.isNegative() ? "behind" : "ahead of") + " the database's, and more than "
                            + drift.toSeconds() + " s would harm the ledger: synchronize both (NTP)");
        }
        return now.truncatedTo(ChronoUnit.MILLIS);
    }
}
