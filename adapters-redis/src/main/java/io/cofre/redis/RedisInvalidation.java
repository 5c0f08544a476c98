package io.cofre.redis;

import io.cofre.ports.node.Invalidation;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Invalidation over a channel of Redis. Own listeners are called before {@code publish} returns, those of other nodes
 * as soon as Redis passes the notice on. Each time the subscription had to be made again, listeners are told to forget
 * everything. On the wire: the sender, what it is about and the key, parted by a bar.
 */
public final class RedisInvalidation implements Invalidation, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisInvalidation.class);
    private static final String CHANNEL = "cofre:invalidation";
    private static final Notice EVERYTHING = new Notice(About.ALL, "");

    private final String self = UUID.randomUUID().toString();
    private final RedisLink link;
    private final StatefulRedisPubSubConnection<String, String> subscription;
    private final List<Listening> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final AtomicLong lost = new AtomicLong();

    /** Subscribes before it returns. */
    public RedisInvalidation(RedisLink link) {
        this.link = link;
        this.subscription = link.subscriptions();
        subscription.addListener(new Receiving());
        try {
            subscription.sync().subscribe(CHANNEL);
        } catch (RuntimeException e) {
            subscription.close();
            throw RedisFailures.ofRepeatable("subscribing", e);
        }
    }

    @Override
    public void publish(Notice notice) {
        deliver(notice);
        try {
            link.connection()
                    .async()
                    .publish(CHANNEL, self + "|" + notice.about() + "|" + notice.key())
                    .whenComplete((reached, failure) -> {
                        if (failure != null) {
                            lose(notice, failure);
                        }
                    });
        } catch (RuntimeException e) {
            // This node has forgotten, and the others will; a change that is committed must not fail for it.
            lose(notice, e);
        }
    }

    @Override
    public Registration listen(Consumer<Notice> listener) {
        Listening listening = new Listening(listener);
        listeners.add(listening);
        return () -> listeners.remove(listening);
    }

    /** How many notices did not get to Redis, or failed in a listener. */
    public long lost() {
        return lost.get();
    }

    @Override
    public void close() {
        subscription.close();
    }

    private void lose(Notice notice, Throwable why) {
        lost.incrementAndGet();
        LOG.warn(
                "the notice about {} {} did not reach the other nodes; they forget by themselves within 30 s",
                notice.about(),
                notice.key(),
                why);
    }

    private void deliver(Notice notice) {
        oneAtATime.lock();
        try {
            for (Listening listening : listeners) {
                try {
                    listening.listener.accept(notice);
                } catch (RuntimeException e) {
                    // The other listeners must still forget.
                    lost.incrementAndGet();
                    LOG.warn("a listener failed on the notice about {} {}", notice.about(), notice.key(), e);
                }
            }
        } finally {
            oneAtATime.unlock();
        }
    }

    private void receive(String message) {
        String[] parts = message.split("\\|", 3);
        if (parts.length > 0 && parts[0].equals(self)) {
            return;
        }
        deliver(parse(parts));
    }

    /** What this node does not understand, a newer one may have sent: everything is forgotten. */
    private static Notice parse(String[] parts) {
        if (parts.length == 3) {
            for (About about : About.values()) {
                if (about.name().equals(parts[1])) {
                    return new Notice(about, parts[2]);
                }
            }
        }
        return EVERYTHING;
    }

    private final class Receiving extends RedisPubSubAdapter<String, String> {
        private final AtomicBoolean first = new AtomicBoolean(true);

        @Override
        public void message(String channel, String message) {
            receive(message);
        }

        @Override
        public void subscribed(String channel, long count) {
            if (!first.getAndSet(false)) {
                deliver(EVERYTHING);
            }
        }
    }

    /** Told apart by identity: one function may listen twice. */
    private static final class Listening {
        private final Consumer<Notice> listener;

        private Listening(Consumer<Notice> listener) {
            this.listener = listener;
        }
    }
}
