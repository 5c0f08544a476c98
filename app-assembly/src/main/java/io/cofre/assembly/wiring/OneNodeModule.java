package io.cofre.assembly.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.cofre.http.routes.HealthCheck;
import io.cofre.local.node.LocalInvalidation;
import io.cofre.local.node.LocalRateLimits;
import io.cofre.ports.node.Invalidation;
import io.cofre.ports.node.RateLimits;
import java.util.List;

/** What a node that is alone counts and tells itself. */
final class OneNodeModule extends AbstractModule {
    private static final long MOST_LIMITED = 100_000;

    @Provides
    @Singleton
    Invalidation invalidation() {
        return new LocalInvalidation();
    }

    @Provides
    @Singleton
    RateLimits rateLimits() {
        return new LocalRateLimits(MOST_LIMITED);
    }

    @Provides
    @Shared
    List<HealthCheck> sharedChecks() {
        return List.of();
    }
}
