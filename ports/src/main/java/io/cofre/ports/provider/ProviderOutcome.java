package io.cofre.ports.provider;

import java.time.Duration;
import java.util.Optional;

/** How a call of a provider ended. */
public sealed interface ProviderOutcome {
    /** The provider's own count, where it gave one. */
    Optional<Usage> usage();

    /** What the provider names this call, for its support; empty where it says nothing. */
    Optional<String> requestId();

    /**
     * The whole answer came.
     *
     * @param text all pieces together
     */
    record Completed(String text, Optional<Usage> usage, Optional<String> requestId) implements ProviderOutcome {}

    /** The caller went away and the call was aborted. */
    record Abandoned(Optional<Usage> usage, Optional<String> requestId) implements ProviderOutcome {}

    /**
     * No whole answer.
     *
     * @param begun whether any text had come
     * @param detail for people; the provider's own words cleaned of anything that looks like a key
     * @param retryAfter as the provider asks
     */
    record Failed(
            Kind kind,
            boolean begun,
            String detail,
            Optional<Usage> usage,
            Optional<String> requestId,
            Optional<Duration> retryAfter)
            implements ProviderOutcome {}

    /** Why (codes {@code provider.*}). */
    enum Kind {
        /** No connection, 5xx, garbage: 502. */
        UNAVAILABLE,
        /** Past the deadline: 504. */
        TIMEOUT,
        /** The provider's own limit: 429. */
        RATE_LIMITED,
        /** The provider did not take the key: 502. */
        UNAUTHORIZED,
        /** The provider refused the request: 502. */
        REFUSED
    }

    /** Tokens as the provider counts them, 0 up. */
    record Usage(long inputTokens, long outputTokens) {}
}
