package io.cofre.postgres.journal;

import java.time.Duration;

/**
 * Hears of each batch that the journal ran; called by the writing thread, so it must not block; what it throws is
 * reported and changes nothing.
 */
@FunctionalInterface
public interface BatchListener {
    /**
     * A batch has ended, well or not.
     *
     * @param changes how many it had
     */
    void ended(int changes, Duration took);
}
