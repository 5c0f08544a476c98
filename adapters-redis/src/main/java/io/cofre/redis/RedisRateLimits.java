package io.cofre.redis;

import io.cofre.ports.node.RateLimits;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;

/** Token buckets that all nodes share, filled by the clock of Redis. A take that is not answered counts as not done. */
public final class RedisRateLimits implements RateLimits {
    private static final String PREFIX = "cofre:rate:";

    /**
     * KEYS[1] the bucket, ARGV[1] its size and its filling per minute, ARGV[2] the time or nothing. Keeps calls left
     * and when that was, in microseconds; forgets a bucket that had the time to fill. Answers: granted, calls left,
     * microseconds to wait.
     */
    private static final String TAKE = """
            local size = tonumber(ARGV[1])
            local now = tonumber(ARGV[2])
            if not now then
              local clock = redis.call('TIME')
              now = clock[1] * 1000000 + clock[2]
            end
            local bucket = redis.call('HMGET', KEYS[1], 'left', 'at')
            local left = tonumber(bucket[1])
            if left then
              local passed = math.max(0, now - tonumber(bucket[2]))
              left = math.min(size, left + passed * size / 60000000)
            else
              left = size
            end
            local granted = 0
            local wait = 0
            if left > 0.999999 then
              granted = 1
              left = left - 1
            else
              wait = math.max(1, math.floor((1 - left) * 60000000 / size + 0.5))
            end
            redis.call('HSET', KEYS[1], 'left', string.format('%.9f', left), 'at', string.format('%.0f', now))
            redis.call('PEXPIRE', KEYS[1], 61000)
            return {granted, math.floor(left + 0.000001), wait}
            """;

    private final RedisLink link;
    private final Supplier<String> time;

    /** By the clock of Redis, which is the same for all nodes. */
    public RedisRateLimits(RedisLink link) {
        this(link, () -> "");
    }

    /** By a clock that all nodes share. */
    RedisRateLimits(RedisLink link, InstantSource clock) {
        this(link, () -> Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant())));
    }

    private RedisRateLimits(RedisLink link, Supplier<String> time) {
        this.link = link;
        this.time = time;
    }

    @Override
    public Taking take(String key, int perMinute) {
        if (perMinute < 1) {
            throw new IllegalArgumentException("a limit per minute is 1 up, not " + perMinute);
        }
        List<Long> answer;
        try {
            answer = link.connection()
                    .sync()
                    .eval(
                            TAKE,
                            ScriptOutputType.MULTI,
                            new String[] {PREFIX + key},
                            Integer.toString(perMinute),
                            time.get());
        } catch (RuntimeException e) {
            throw RedisFailures.ofRepeatable("counting a call", e);
        }
        return answer.get(0) == 1
                ? new Taking.Granted(answer.get(1))
                : new Taking.Wait(Duration.of(answer.get(2), ChronoUnit.MICROS));
    }
}
