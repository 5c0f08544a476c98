package io.cofre.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.ports.PortFailure;
import io.cofre.ports.nonce.Nonces.Taking;
import io.cofre.ports.span.KeyId;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Redis paused, stopped, and back again. */
class RedisOutageTest {
    private static final KeyId KEY = new KeyId("did:logline:" + "1".repeat(64));

    private final RealRedis redis = new RealRedis();
    private final RedisLink link = RedisLink.open(redis.url());
    private final RedisNonces nonces = new RedisNonces(link);
    private final RedisRateLimits limits = new RedisRateLimits(link);

    @AfterEach
    void stop() {
        link.close();
        redis.close();
    }

    private Taking take(String nonce) {
        return nonces.take(KEY, nonce, Instant.EPOCH);
    }

    /** Within a second; the rest is for a machine that other builds share. */
    private static void assertSoon(ThrowingCallable call, Class<? extends PortFailure> failure) {
        long start = System.nanoTime();
        assertThatThrownBy(call).isInstanceOf(failure);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1_500));
    }

    @Test
    void paused_takeOfANonce_isOfUnknownOutcomeAndHappensOnce() {
        redis.pause();
        assertSoon(() -> take("n"), PortFailure.OutcomeUnknown.class);
        redis.resume();
        assertThat(Awaiting.until(Duration.ofSeconds(20), () -> !isRefusedUnasked()))
                .isTrue();
        assertThat(take("n")).isEqualTo(Taking.USED_BEFORE);
        assertThat(take("m")).isEqualTo(Taking.TAKEN);
    }

    @Test
    void paused_countingOfACall_isUnavailable() {
        redis.pause();
        assertSoon(() -> limits.take("a", 5), PortFailure.Unavailable.class);
    }

    @Test
    void paused_onceThatIsNoticed_refusesAtOnceAndWorksAgainAfterwards() {
        redis.pause();
        assertSoon(() -> limits.take("a", 5), PortFailure.Unavailable.class);
        assertThat(Awaiting.until(Duration.ofSeconds(3), this::isRefusedUnasked))
                .isTrue();
        // A hundred callers would wait for more than a minute, one after the other, were they not refused.
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> limits.take("a", 5))
                    .isInstanceOf(PortFailure.Unavailable.class)
                    .hasStackTraceContaining("Redis gives no sign of life");
        }
        redis.resume();
        assertThat(Awaiting.until(Duration.ofSeconds(20), () -> !failsAtOnce())).isTrue();
    }

    private boolean isRefusedUnasked() {
        try {
            link.connection();
            return false;
        } catch (PortFailure.Unavailable silent) {
            return true;
        }
    }

    @Test
    void stopped_anything_isUnavailableAndWorksAgainAfterwards() {
        redis.stop();
        assertThat(Awaiting.until(
                        Duration.ofSeconds(3), () -> !link.connection().isOpen() || failsAtOnce()))
                .isTrue();
        assertSoon(() -> take("n"), PortFailure.Unavailable.class);
        assertSoon(() -> limits.take("a", 5), PortFailure.Unavailable.class);
        redis.startAgain();
        assertThat(Awaiting.until(Duration.ofSeconds(20), () -> !failsAtOnce())).isTrue();
        assertThat(take("n")).isEqualTo(Taking.TAKEN);
    }

    @Test
    void open_nobodyThere_isUnavailableAndNoUrl_isRejectedWithoutIt() {
        assertSoon(() -> RedisLink.open("redis://127.0.0.1:1"), PortFailure.Unavailable.class);
        assertThatThrownBy(() -> RedisLink.open("http://:s3cret@host"))
                .isInstanceOf(PortFailure.Rejected.class)
                .hasMessage("redis.url is no Redis URL; it looks like redis://host:6379")
                .hasNoCause();
    }

    @Test
    void wrongType_ofAKey_isRejected() {
        link.connection().sync().set("cofre:rate:taken", "a text");
        assertThatThrownBy(() -> limits.take("taken", 5)).isInstanceOf(PortFailure.Rejected.class);
    }

    private boolean failsAtOnce() {
        try {
            limits.take("probe", 1_000_000);
            return false;
        } catch (PortFailure e) {
            return true;
        }
    }
}
