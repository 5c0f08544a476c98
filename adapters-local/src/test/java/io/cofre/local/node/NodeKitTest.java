package io.cofre.local.node;

import io.cofre.ports.node.Invalidation;
import io.cofre.ports.node.RateLimits;
import io.cofre.testkit.contract.InvalidationContract;
import io.cofre.testkit.contract.RateLimitsContract;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;

class NodeKitTest {
    @Nested
    class InvalidationKit implements InvalidationContract {
        @Override
        public Invalidation invalidation() {
            return new LocalInvalidation();
        }
    }

    @Nested
    class RateLimitsKit implements RateLimitsContract {
        @Override
        public RateLimits limits(InstantSource clock) {
            Instant start = clock.instant();
            return new LocalRateLimits(
                    100, () -> Duration.between(start, clock.instant()).toNanos());
        }
    }
}
