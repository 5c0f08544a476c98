package io.cofre.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.ports.nonce.Nonces.Taking;
import io.cofre.ports.span.KeyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisNoncesTest {
    private static final KeyId ONE = new KeyId("did:logline:" + "1".repeat(64));
    private static final KeyId TWO = new KeyId("did:logline:" + "2".repeat(64));
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private final RealRedis redis = new RealRedis();
    private final RedisLink link = RedisLink.open(redis.url());
    private final RedisNonces nonces = new RedisNonces(link);

    @BeforeAll
    void empty() {
        link.connection().sync().flushall();
    }

    @AfterAll
    void stop() {
        link.close();
        redis.close();
    }

    @Test
    void take_twice_isTakenOnceAndKeptForFiveMinutes() {
        assertThat(nonces.take(ONE, "abc", NOW)).isEqualTo(Taking.TAKEN);
        assertThat(nonces.take(ONE, "abc", NOW)).isEqualTo(Taking.USED_BEFORE);
        assertThat(link.connection().sync().pttl("cofre:nonce:" + ONE + "|abc")).isBetween(290_000L, 300_000L);
        assertThat(nonces.sweep(NOW)).isZero();
    }

    @Test
    void take_otherKeyOrCase_isAnother() {
        assertThat(nonces.take(ONE, "one", NOW)).isEqualTo(Taking.TAKEN);
        assertThat(nonces.take(TWO, "one", NOW)).isEqualTo(Taking.TAKEN);
        assertThat(nonces.take(ONE, "ONE", NOW)).isEqualTo(Taking.TAKEN);
    }

    @Test
    void take_nastyText_isKeptApart() {
        List<String> nasty = List.of("a|b", "\"", "\r\n", "\u0000", "\ud83c\udf0d", "x".repeat(200), "*", "{a}");
        assertThat(nasty.stream().map(nonce -> nonces.take(TWO, nonce, NOW))).containsOnly(Taking.TAKEN);
        assertThat(nasty.stream().map(nonce -> nonces.take(TWO, nonce, NOW))).containsOnly(Taking.USED_BEFORE);
    }

    @Test
    void take_outOfBounds_isAFault() {
        assertThatThrownBy(() -> nonces.take(ONE, "", NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> nonces.take(ONE, "x".repeat(201), NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void take_ofManyNodesAtOnce_isTakenByOne() throws Exception {
        List<Future<Taking>> takings = new ArrayList<>();
        try (RedisLink other = RedisLink.open(redis.url());
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            RedisNonces second = new RedisNonces(other);
            for (int i = 0; i < 64; i++) {
                RedisNonces mine = i % 2 == 0 ? nonces : second;
                takings.add(threads.submit(() -> mine.take(ONE, "raced", NOW)));
            }
            int taken = 0;
            for (Future<Taking> taking : takings) {
                taken += taking.get(20, TimeUnit.SECONDS) == Taking.TAKEN ? 1 : 0;
            }
            assertThat(taken).isEqualTo(1);
        }
    }
}
