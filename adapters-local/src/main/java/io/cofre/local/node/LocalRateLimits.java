package io.cofre.local.node;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.cofre.ports.node.RateLimits;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Token buckets of this node. A bucket that rested for the minute in which it fills is dropped; past the given number
 * of keys the least used go first, and such a key starts again with a full bucket.
 */
public final class LocalRateLimits implements RateLimits {
    private static final Duration FILLS_IN = Duration.ofMinutes(1);

    private final Cache<String, Limited> buckets;
    private final TimeMeter clock;

    /**
     * A bucket under the limit that it was last asked for.
     *
     * @param perMinute its limit
     */
    private record Limited(int perMinute, Bucket bucket) {}

    public LocalRateLimits(long mostKeys) {
        this(mostKeys, Ticker.systemTicker());
    }

    public LocalRateLimits(long mostKeys, Ticker ticker) {
        this.clock = new Ticking(ticker);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(mostKeys)
                .expireAfterAccess(FILLS_IN)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Taking take(String key, int perMinute) {
        if (perMinute < 1) {
            throw new IllegalArgumentException("a limit per minute is 1 up, not " + perMinute);
        }
        Limited limited = buckets.asMap()
                .compute(
                        key,
                        (same, known) ->
                                known != null && known.perMinute == perMinute ? known : limit(known, perMinute));
        ConsumptionProbe probe = limited.bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? new Taking.Granted(probe.getRemainingTokens())
                : new Taking.Wait(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Limited limit(@Nullable Limited known, int perMinute) {
        Bandwidth bandwidth = Bandwidth.builder()
                .capacity(perMinute)
                .refillGreedy(perMinute, FILLS_IN)
                .build();
        if (known == null) {
            Bucket bucket = Bucket.builder()
                    .addLimit(bandwidth)
                    .withCustomTimePrecision(clock)
                    .build();
            return new Limited(perMinute, bucket);
        }
        known.bucket.replaceConfiguration(
                BucketConfiguration.builder().addLimit(bandwidth).build(), TokensInheritanceStrategy.PROPORTIONALLY);
        return new Limited(perMinute, known.bucket);
    }

    private record Ticking(Ticker ticker) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return ticker.read();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
