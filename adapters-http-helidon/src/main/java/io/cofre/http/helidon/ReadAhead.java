package io.cofre.http.helidon;

import io.cofre.http.exchange.Connection;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out that a caller has gone while its request is being answered: a thread of its own reads on, which ends at
 * once where the other side closes. What it reads instead is the next request's, and is given to whoever reads next.
 */
final class ReadAhead implements Supplier<byte[]>, Connection {
    private final DataReader source;
    private final boolean late;
    private @Nullable CompletableFuture<byte[]> ahead;

    /** @param late whether the connection was opened when the server was stopping already */
    ReadAhead(DataReader source, boolean late) {
        this.source = source;
        this.late = late;
    }

    boolean isLate() {
        return late;
    }

    /** The next bytes; blocks. Called by the connection's own thread. */
    @Override
    public synchronized byte[] get() {
        CompletableFuture<byte[]> pending = ahead;
        if (pending == null) {
            return read();
        }
        ahead = null;
        try {
            return pending.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("interrupted while waiting for a request", e);
        } catch (ExecutionException e) {
            throw new CloseConnectionException("the connection ended while a request was answered", e.getCause());
        }
    }

    @Override
    public synchronized Watch whenGone(Runnable action) {
        AtomicBoolean watching = new AtomicBoolean(true);
        if (ahead == null) {
            CompletableFuture<byte[]> pending = new CompletableFuture<>();
            ahead = pending;
            Thread.ofVirtual().name("cofre-watch").start(() -> {
                try {
                    pending.complete(read());
                } catch (RuntimeException e) {
                    // However the reading ends, whoever waits for it must be told.
                    pending.completeExceptionally(e);
                }
            });
        }
        var unused = ahead.whenComplete((bytes, failure) -> {
            if (failure != null && watching.getAndSet(false)) {
                action.run();
            }
        });
        return () -> watching.set(false);
    }

    private byte[] read() {
        source.ensureAvailable();
        return source.readBytes(source.available());
    }
}
