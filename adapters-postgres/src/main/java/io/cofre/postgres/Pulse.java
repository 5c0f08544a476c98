package io.cofre.postgres;

import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server for a sign of life, on a connection of its own. While there is none, whoever wants a connection is
 * refused at once, and whoever waits for an answer is cut off. So a call needs no time limit that a slow one would
 * meet: a search or a commit may take its time while the server answers others. Thread-safe.
 */
final class Pulse implements AutoCloseable {
    /** A hundredth of a core at most, and the smaller part of the second in which a silent server must be noticed. */
    private static final Duration BEAT = Duration.ofMillis(100);

    /** Much longer than the answer takes on a crowded machine; with a beat and a round of the pool under a second. */
    private static final Duration SILENCE = Duration.ofMillis(600);

    private final DataSource source;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private final Thread thread;
    private volatile boolean away;
    /** When the own connection was cut off, and no login has succeeded since; 0 while there is one. */
    private volatile long cutOffAt;

    private volatile boolean closed;
    private volatile @Nullable Connection own;

    /** @param source gives up a login that gets no answer */
    Pulse(DataSource source) {
        this.source = source;
        this.thread = Thread.ofPlatform().name("cofre-pulse").daemon().start(this::beat);
    }

    /** @throws SQLTransientConnectionException at once, where the server does not answer */
    void require() throws SQLTransientConnectionException {
        long since = cutOffAt;
        // A server that stops cuts everybody off, and may take a login that it never answers.
        if (away || (since != 0 && System.nanoTime() - since > SILENCE.toNanos())) {
            throw new SQLTransientConnectionException("the server gives no sign of life", "08001");
        }
    }

    /** Is cut off, too, when the server falls silent. */
    Connection watch(Connection connection) {
        open.add(connection);
        return connection;
    }

    private void beat() {
        while (!closed) {
            try (Connection connection = source.getConnection()) {
                own = connection;
                connection.setNetworkTimeout(Runnable::run, (int) SILENCE.toMillis());
                listen(connection);
            } catch (SQLException e) {
                heard(!isAway(e));
            } catch (RuntimeException e) {
                // Of the driver's own: says nothing of the server, and must not end the only thread that can.
                heard(true);
            }
            pause();
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("SELECT 1")) {
            while (!closed) {
                ask.execute();
                heard(true);
                open.removeIf(Pulse::isClosed);
                pause();
            }
        } catch (SQLException e) {
            // Cut off rather than unanswered: the next login tells whether the server is there, if it tells in time.
            if (isSilent(e)) {
                heard(false);
            } else {
                cutOffAt = System.nanoTime() | 1;
            }
        }
    }

    private void heard(boolean alive) {
        away = !alive;
        cutOffAt = 0;
        if (!alive) {
            open.removeIf(Pulse::cutOff);
        }
    }

    /** Closing a socket may itself wait for its other end. */
    private static boolean cutOff(Connection connection) {
        try {
            connection.abort(task -> Thread.ofVirtual().start(task));
            return true;
        } catch (SQLException e) {
            // Its own limits are left to it.
            return false;
        }
    }

    private void pause() {
        lock.lock();
        try {
            long left = BEAT.toNanos();
            while (!closed && left > 0) {
                left = closing.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** A server that says what is wrong with a login (a password, too many connections) is there. */
    private static boolean isAway(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }

    private static boolean isSilent(SQLException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
        Connection last = own;
        if (last != null) {
            cutOff(last);
        }
        try {
            thread.join(SILENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
