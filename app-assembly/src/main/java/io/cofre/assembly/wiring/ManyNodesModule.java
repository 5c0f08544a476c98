package io.cofre.assembly.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.cofre.http.routes.HealthCheck;
import io.cofre.ports.node.Invalidation;
import io.cofre.ports.node.RateLimits;
import io.cofre.ports.nonce.Nonces;
import io.cofre.redis.RedisInvalidation;
import io.cofre.redis.RedisLink;
import io.cofre.redis.RedisNonces;
import io.cofre.redis.RedisRateLimits;
import java.util.List;

/** What nodes count together and tell one another, over Redis. */
final class ManyNodesModule extends AbstractModule {
    private final RedisLink link;
    private final Closing closing;

    ManyNodesModule(RedisLink link, Closing closing) {
        this.link = link;
        this.closing = closing;
    }

    @Provides
    @Singleton
    Invalidation invalidation() {
        return closing.keep("invalidation", new RedisInvalidation(link));
    }

    @Provides
    @Singleton
    RateLimits rateLimits() {
        return new RedisRateLimits(link);
    }

    @Provides
    @Singleton
    Nonces nonces() {
        return new RedisNonces(link);
    }

    @Provides
    @Shared
    List<HealthCheck> sharedChecks(RateLimits limits) {
        return List.of(Checks.asking("redis", () -> limits.take("health", 1_000_000)));
    }
}
