package io.cofre.postgres.span;

import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.Timeline;
import io.cofre.postgres.PostgresConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears {@code NOTIFY timeline_updates} on one connection of its own, which it renews when it is lost; whoever listens
 * then hears a gap. One thread calls all listeners.
 */
public final class PostgresTimeline implements Timeline, AutoCloseable {
    private static final Duration FIRST_CONNECTION = Duration.ofSeconds(5);
    private static final Duration BEFORE_AGAIN = Duration.ofMillis(500);
    private static final int LISTEN_MILLIS = 500;
    private static final Pattern PAYLOAD = Pattern.compile(
            "\\{\"tenant_id\" : \"([^\"]+)\", \"id\" : \"([^\"]+)\", \"seq\" : (\\d+), \"position\" : (\\d+)}");

    private final DataSource source;
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Thread thread;
    private boolean listening;
    private boolean closed;

    public PostgresTimeline(PostgresConnections connections) {
        this.source = connections.listening();
    }

    /** Returns when the server is heard, or after some seconds without: a gap follows then. */
    @Override
    public Subscription subscribe(Consumer<Signal> listener) {
        Subscriber subscriber = new Subscriber(listener);
        subscribers.add(subscriber);
        lock.lock();
        try {
            if (thread == null && !closed) {
                thread = Thread.ofPlatform().name("cofre-timeline").daemon().start(this::listen);
            }
            long left = FIRST_CONNECTION.toNanos();
            while (!listening && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return subscriber;
    }

    @Override
    public void close() {
        Thread running;
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            running = thread;
        } finally {
            lock.unlock();
        }
        if (running != null) {
            try {
                running.join(FIRST_CONNECTION);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Its own object each time, so that one consumer may subscribe twice. */
    private final class Subscriber implements Subscription {
        private final Consumer<Signal> listener;

        Subscriber(Consumer<Signal> listener) {
            this.listener = listener;
        }

        @Override
        public void close() {
            subscribers.remove(this);
        }
    }

    private void listen() {
        boolean before = false;
        while (!isClosed()) {
            try (Connection connection = source.getConnection()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("LISTEN timeline_updates");
                }
                setListening(true);
                if (before) {
                    tell(new Signal.Gap());
                }
                before = true;
                hear(connection);
            } catch (SQLException lost) {
                setListening(false);
                // Also where the first connection fails: somebody may have subscribed and stopped waiting.
                before = true;
                pause();
            }
        }
    }

    private void hear(Connection connection) throws SQLException {
        PGConnection notified = connection.unwrap(PGConnection.class);
        while (!isClosed()) {
            PGNotification[] notifications = notified.getNotifications(LISTEN_MILLIS);
            if (notifications == null) {
                continue;
            }
            for (PGNotification notification : notifications) {
                tell(signal(notification.getParameter()));
            }
        }
    }

    private static Signal signal(String payload) {
        Matcher matcher = PAYLOAD.matcher(payload);
        return matcher.matches()
                ? new Signal.Appended(
                        new TenantId(matcher.group(1)),
                        new SpanVersion(SpanId.of(matcher.group(2)), Long.parseLong(matcher.group(3))),
                        Long.parseLong(matcher.group(4)))
                // Somebody else's: reading on is always right.
                : new Signal.Gap();
    }

    private void tell(Signal signal) {
        for (Subscriber subscriber : subscribers) {
            try {
                subscriber.listener.accept(signal);
            } catch (RuntimeException e) {
                // One listener's fault is not the others'.
                Thread current = Thread.currentThread();
                current.getUncaughtExceptionHandler().uncaughtException(current, e);
            }
        }
    }

    private void setListening(boolean now) {
        lock.lock();
        try {
            listening = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void pause() {
        lock.lock();
        try {
            long left = BEFORE_AGAIN.toNanos();
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
