package io.cofre.providers;

import io.helidon.webclient.api.TcpClientConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The course of one call, and how it ends: by itself, by the caller's going away or by its deadline, whichever is
 * first. Ending from outside closes the connection under whoever reads, writes or connects. Thread-safe.
 */
final class Course {
    private final CompletableFuture<End> ended = new CompletableFuture<>();
    private final long deadline;
    private @Nullable CallConnection connection;

    /** How a call ended. */
    enum End {
        BY_ITSELF,
        ABANDONED,
        LATE
    }

    Course(Duration most) {
        this.deadline = System.nanoTime() + most.toNanos();
    }

    Duration left() {
        return Duration.ofNanos(deadline - System.nanoTime());
    }

    /** Without effect where it has ended before. */
    void end(End how) {
        if (ended.complete(how)) {
            closeConnection();
        }
    }

    boolean isOver() {
        return ended.isDone();
    }

    /** How it ended; {@code BY_ITSELF} while it goes on. */
    End how() {
        return ended.getNow(End.BY_ITSELF);
    }

    /** Makes a connection the one that an end closes. */
    void uses(CallConnection used) {
        synchronized (ended) {
            connection = used;
        }
        if (isOver()) {
            used.closeResource();
        }
    }

    /** Lets go of the connection; false where the call's end has closed it, or is about to. */
    boolean parts(CallConnection used) {
        synchronized (ended) {
            if (isOver() || connection != used) {
                return false;
            }
            connection = null;
            return true;
        }
    }

    /**
     * Waits for a connection, or for the end: name resolution cannot be broken off, so it is left behind.
     *
     * @throws ExecutionException where connecting failed
     * @throws TimeoutException where the call ended before
     */
    TcpClientConnection await(CompletableFuture<TcpClientConnection> opening)
            throws ExecutionException, TimeoutException, InterruptedException {
        CompletableFuture.anyOf(opening, ended).get();
        if (isOver()) {
            CompletableFuture<Void> closing = opening.thenAccept(TcpClientConnection::closeResource);
            assert closing != null;
            throw new TimeoutException();
        }
        return opening.get();
    }

    /** Rests before a retry; false where the call ended meanwhile. */
    boolean rest(Duration time) throws InterruptedException {
        try {
            ended.get(time.toNanos(), TimeUnit.NANOSECONDS);
            return false;
        } catch (TimeoutException e) {
            return true;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an end is never a failure", e);
        }
    }

    private void closeConnection() {
        CallConnection used;
        synchronized (ended) {
            used = connection;
        }
        if (used != null) {
            used.closeResource();
        }
    }
}
