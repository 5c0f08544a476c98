package io.cofre.redis;

import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The way to one Redis: a connection that all adapters share, which connects again by itself. No command waits longer
 * than {@link #ANSWER}; while there is no connection, or Redis gives no sign of life, each fails at once. Thread-safe.
 */
public final class RedisLink implements AutoCloseable {
    /** How long connecting may take. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How long an answer may take: with what the caller does besides, a request fails within a second. */
    static final Duration ANSWER = Duration.ofMillis(700);

    private static final int MOST_WAITING = 10_000;

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final RedisPulse pulse;

    private RedisLink(RedisClient client, StatefulRedisConnection<String, String> connection) {
        this.client = client;
        this.connection = connection;
        connection.setTimeout(ANSWER);
        this.pulse = RedisPulse.start(client.getResources().eventExecutorGroup(), connection);
    }

    /**
     * Connects.
     *
     * @param url {@code redis://[[user]:password@]host[:port][/database]}, or {@code rediss://} over TLS
     * @throws PortFailure.Rejected where the url is none; the message does not hold it
     * @throws PortFailure.Unavailable where nobody answers
     */
    public static RedisLink open(String url) {
        RedisURI uri;
        try {
            uri = RedisURI.create(url);
        } catch (IllegalArgumentException e) {
            // Without the cause, whose words may hold the password.
            throw new PortFailure.Rejected("redis.url is no Redis URL; it looks like redis://host:6379");
        }
        uri.setTimeout(PATIENCE);
        RedisClient client = RedisClient.create(uri);
        client.setOptions(options());
        try {
            return new RedisLink(client, client.connect());
        } catch (RuntimeException e) {
            client.shutdown(Duration.ZERO, PATIENCE);
            throw RedisFailures.ofRepeatable("connecting", e);
        }
    }

    /** @throws PortFailure.Unavailable at once, where Redis is silent */
    StatefulRedisConnection<String, String> connection() {
        if (pulse.isSilent()) {
            throw new PortFailure.Unavailable(Dependency.EXCHANGE, "Redis gives no sign of life");
        }
        return connection;
    }

    StatefulRedisPubSubConnection<String, String> subscriptions() {
        try {
            return client.connectPubSub();
        } catch (RuntimeException e) {
            throw RedisFailures.ofRepeatable("connecting", e);
        }
    }

    @Override
    public void close() {
        pulse.close();
        client.shutdown(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ClientOptions options() {
        return ClientOptions.builder()
                .autoReconnect(true)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_WAITING)
                .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(PATIENCE)
                        .tcpNoDelay(true)
                        // A subscription sends nothing: only this sees that the other end is gone.
                        .keepAlive(KeepAliveOptions.builder()
                                .enable()
                                .idle(Duration.ofSeconds(5))
                                .interval(Duration.ofSeconds(1))
                                .count(3)
                                .build())
                        .build())
                .build();
    }
}
