package io.cofre.redis;

import io.cofre.ports.node.Invalidation;
import io.cofre.ports.node.RateLimits;
import io.cofre.ports.nonce.Nonces;
import io.cofre.testkit.contract.InvalidationContract;
import io.cofre.testkit.contract.NoncesContract;
import io.cofre.testkit.contract.RateLimitsContract;
import io.cofre.testkit.contract.SharedInvalidationContract;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The kits of the ports, against a real Redis. */
class RedisKitTest {
    private static final List<AutoCloseable> OPENED = new ArrayList<>();
    private static final RealRedis REDIS = new RealRedis();
    private static final RedisLink LINK = RedisLink.open(REDIS.url());

    @BeforeAll
    static void empty() {
        LINK.connection().sync().flushall();
    }

    @AfterEach
    void closeOpened() throws Exception {
        for (AutoCloseable opened : OPENED) {
            opened.close();
        }
        OPENED.clear();
    }

    @AfterAll
    static void stop() {
        LINK.close();
        REDIS.close();
    }

    private static RedisInvalidation node() {
        RedisInvalidation node = new RedisInvalidation(LINK);
        OPENED.add(node);
        return node;
    }

    @Nested
    class NoncesKit implements NoncesContract {
        @Override
        public Nonces nonces() {
            return new RedisNonces(LINK);
        }

        @Override
        public boolean sweepsItself() {
            return true;
        }
    }

    @Nested
    class InvalidationKit implements InvalidationContract {
        @Override
        public Invalidation invalidation() {
            return node();
        }
    }

    @Nested
    class SharedInvalidationKit implements SharedInvalidationContract {
        @Override
        public List<Invalidation> twoNodes() {
            return List.of(node(), node());
        }
    }

    @Nested
    class RateLimitsKit implements RateLimitsContract {
        @Override
        public RateLimits limits(InstantSource clock) {
            LINK.connection().sync().flushall();
            return new RedisRateLimits(LINK, clock);
        }
    }
}
