package io.cofre.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.ports.node.RateLimits.Taking.Granted;
import io.cofre.ports.node.RateLimits.Taking.Wait;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisRateLimitsTest {
    private final RealRedis redis = new RealRedis();
    private final RedisLink link = RedisLink.open(redis.url());
    private final RedisRateLimits limits = new RedisRateLimits(link);

    @AfterAll
    void stop() {
        link.close();
        redis.close();
    }

    @Test
    void take_upToTheLimit_countsDownThenSaysHowLong() {
        assertThat(limits.take("a", 3)).isEqualTo(new Granted(2));
        assertThat(limits.take("a", 3)).isEqualTo(new Granted(1));
        assertThat(limits.take("a", 3)).isEqualTo(new Granted(0));
        assertThat(((Wait) limits.take("a", 3)).after()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(20));
        assertThat(limits.take("b", 3)).isEqualTo(new Granted(2));
    }

    @Test
    void take_onAnotherNode_countsTogether() {
        try (RedisLink other = RedisLink.open(redis.url())) {
            assertThat(limits.take("shared", 2)).isEqualTo(new Granted(1));
            assertThat(new RedisRateLimits(other).take("shared", 2)).isEqualTo(new Granted(0));
            assertThat(limits.take("shared", 2)).isInstanceOf(Wait.class);
        }
    }

    @Test
    void take_afterTheTimeSaid_isGranted() {
        for (int i = 0; i < 600; i++) {
            limits.take("fast", 600);
        }
        assertThat(Awaiting.until(Duration.ofSeconds(5), () -> limits.take("fast", 600) instanceof Granted))
                .isTrue();
    }

    @Test
    void take_anyLimit_grantsExactlyItAtOnce() {
        for (int limit : new int[] {1, 7, 13}) {
            int granted = 0;
            for (int i = 0; i < limit + 1; i++) {
                granted += limits.take("exact" + limit, limit) instanceof Granted ? 1 : 0;
            }
            assertThat(granted).isEqualTo(limit);
        }
    }

    @Test
    void take_bucket_isForgottenOnceItIsFull() {
        limits.take("ttl", 3);
        assertThat(link.connection().sync().pttl("cofre:rate:ttl")).isBetween(50_000L, 61_000L);
    }

    @Test
    void take_limitBelowOne_isAFault() {
        assertThatThrownBy(() -> limits.take("a", 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
