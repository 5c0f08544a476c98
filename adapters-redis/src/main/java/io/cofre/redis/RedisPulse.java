package io.cofre.redis;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks Redis for a sign of life on the connection that all share. While one is overdue, callers are refused at once:
 * else each would wait its whole time behind a server that is paused. A lost connection is no silence; the client
 * itself refuses commands then.
 */
final class RedisPulse implements AutoCloseable {
    private static final Duration BEAT = Duration.ofMillis(100);
    private static final Duration SILENCE = Duration.ofMillis(600);

    private final StatefulRedisConnection<String, String> connection;
    private volatile boolean silent;
    private @Nullable RedisFuture<String> asked;
    private long askedAt;
    private @Nullable ScheduledFuture<?> beats;

    private RedisPulse(StatefulRedisConnection<String, String> connection) {
        this.connection = connection;
    }

    static RedisPulse start(ScheduledExecutorService timer, StatefulRedisConnection<String, String> connection) {
        RedisPulse pulse = new RedisPulse(connection);
        pulse.beats =
                timer.scheduleWithFixedDelay(pulse::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
        return pulse;
    }

    boolean isSilent() {
        return silent;
    }

    private void beat() {
        RedisFuture<String> waiting = asked;
        if (waiting != null) {
            CompletableFuture<String> answer = waiting.toCompletableFuture();
            if (!answer.isDone()) {
                silent = silent || System.nanoTime() - askedAt > SILENCE.toNanos();
                return;
            }
            silent = answer.isCompletedExceptionally() && answer.exceptionNow() instanceof RedisCommandTimeoutException;
        }
        askedAt = System.nanoTime();
        asked = connection.async().ping();
    }

    @Override
    public void close() {
        if (beats != null) {
            beats.cancel(false);
        }
    }
}
