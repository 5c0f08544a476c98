package io.cofre.http.helidon;

import io.helidon.common.buffers.DataWriter;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Closes the connections of callers who take nothing of their answer for too long, so that none of them holds a thread,
 * or the call of a provider that waits for it. A blocked write knows no time-out of its own: one thread looks after
 * all.
 */
final class SlowCallers implements AutoCloseable {
    private static final long MOST_MILLIS_BETWEEN_LOOKS = 1_000;

    private final Duration patience;
    private final Map<BoundedWriter, Socket> attended = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looks;

    /** @param patience how long a caller may take nothing */
    SlowCallers(Duration patience) {
        this.patience = patience;
        this.looks = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "cofre-slow-callers");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to look. */
    void start() {
        long between = Math.clamp(patience.toMillis() / 10, 1, MOST_MILLIS_BETWEEN_LOOKS);
        var unused = looks.scheduleWithFixedDelay(this::look, between, between, TimeUnit.MILLISECONDS);
    }

    /** The connection's writer, looked after until it is left. */
    BoundedWriter attend(DataWriter writer, Socket socket) {
        BoundedWriter bounded = new BoundedWriter(writer);
        attended.put(bounded, socket);
        return bounded;
    }

    void leave(BoundedWriter writer) {
        attended.remove(writer);
    }

    private void look() {
        long time = System.nanoTime() - patience.toNanos();
        attended.forEach((writer, socket) -> {
            if (writer.waitsSince(time) && attended.remove(writer, socket)) {
                Thread.ofVirtual().name("cofre-give-up").start(() -> giveUp(socket));
            }
        });
    }

    /** Without lingering, TLS does not wait for the very write that this is to end, and the kernel keeps nothing. */
    private static void giveUp(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It was closed meanwhile, or is now.
            return;
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
