package io.cofre.ports.node;

import java.time.Duration;

/** Counts calls against a limit per minute. Thread-safe. */
public interface RateLimits {
    /** Takes one call of {@code perMinute} (1 up) under the key, a token bucket refilled evenly. */
    Taking take(String key, int perMinute);

    /** What became of it. */
    sealed interface Taking {
        /**
         * Go on.
         *
         * @param remaining calls left at once
         */
        record Granted(long remaining) implements Taking {}

        /**
         * Come back later.
         *
         * @param after when the next call would be granted
         */
        record Wait(Duration after) implements Taking {}
    }
}
