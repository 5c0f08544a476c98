package io.cofre.http.helidon;

import io.cofre.http.exchange.Connection;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a connection, waiting no longer than its deadlines say. Finds out that a caller has gone while its request is
 * being answered: a thread of its own reads on, which ends at once where the other side closes. What it reads instead
 * is the next request's, and is given to whoever reads next.
 */
final class ReadAhead implements Supplier<byte[]>, Connection {
    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final DataReader source;
    private final Socket socket;
    private final Deadlines deadlines;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable CompletableFuture<byte[]> ahead;

    ReadAhead(DataReader source, Socket socket, Deadlines deadlines) {
        this.source = source;
        this.socket = socket;
        this.deadlines = deadlines;
    }

    /** Told by the connection's own thread where a request is. */
    Deadlines deadlines() {
        return deadlines;
    }

    /** The next bytes; blocks. Called by the connection's own thread. */
    @Override
    public byte[] get() {
        long from = System.nanoTime();
        long left = deadlines.left(from);
        if (left <= 0) {
            throw late();
        }
        CompletableFuture<byte[]> pending = take();
        byte[] bytes = pending == null ? read(left) : read(pending, left);
        deadlines.came(bytes.length, from, System.nanoTime());
        return bytes;
    }

    private @Nullable CompletableFuture<byte[]> take() {
        lock.lock();
        try {
            CompletableFuture<byte[]> pending = ahead;
            ahead = null;
            return pending;
        } finally {
            lock.unlock();
        }
    }

    private byte[] read(CompletableFuture<byte[]> pending, long left) {
        try {
            return pending.get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw late();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("interrupted while waiting for a request", e);
        } catch (ExecutionException e) {
            throw new CloseConnectionException("the connection ended while a request was answered", e.getCause());
        }
    }

    @Override
    public Watch whenGone(Runnable action) {
        AtomicBoolean watching = new AtomicBoolean(true);
        var unused = reading().whenComplete((bytes, failure) -> {
            if (failure != null && watching.getAndSet(false)) {
                action.run();
            }
        });
        return () -> watching.set(false);
    }

    private CompletableFuture<byte[]> reading() {
        lock.lock();
        try {
            if (ahead != null) {
                return ahead;
            }
            CompletableFuture<byte[]> pending = new CompletableFuture<>();
            ahead = pending;
            Thread.ofVirtual().name("cofre-watch").start(() -> {
                try {
                    pending.complete(read(0));
                } catch (RuntimeException e) {
                    // However the reading ends, whoever waits for it must be told.
                    pending.completeExceptionally(e);
                }
            });
            return pending;
        } finally {
            lock.unlock();
        }
    }

    /** @param atMost nanoseconds; 0 for as long as it takes */
    private byte[] read(long atMost) {
        try {
            long millis = TimeUnit.NANOSECONDS.toMillis(atMost);
            socket.setSoTimeout(atMost == 0 ? 0 : Math.clamp(millis, 1, Integer.MAX_VALUE));
            source.ensureAvailable();
            return source.readBytes(source.available());
        } catch (SocketException e) {
            throw new CloseConnectionException("the connection has ended", e);
        } catch (RuntimeException e) {
            // Helidon tells of a socket's exceptions by unchecked ones of its own.
            throw timedOut(e) ? late() : e;
        }
    }

    /**
     * Throws away what still comes, for a moment: a connection that is closed over unread bytes is reset, and the
     * answer on its way lost.
     */
    void linger() {
        long end = System.nanoTime() + LINGER_NANOS;
        try {
            for (long left = LINGER_NANOS; left > 0; left = end - System.nanoTime()) {
                var unused = read(left);
            }
        } catch (RuntimeException e) {
            // Nothing more comes, or not soon enough.
        }
    }

    private static boolean timedOut(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private RuntimeException late() {
        return deadlines.stage() == Deadlines.Stage.IDLE
                ? new CloseConnectionException("no request came")
                : RequestException.builder()
                        .type(DirectHandler.EventType.OTHER)
                        .status(Status.REQUEST_TIMEOUT_408)
                        .setKeepAlive(false)
                        .message("too slow")
                        .build();
    }
}
