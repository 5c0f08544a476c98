package io.cofre.assembly.wiring;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was opened, to be closed in the opposite order: what was opened last rests on what was opened before it. All of
 * it together has one budget of time, however much hangs: each thing is given half of what is left, so that those which
 * come after have theirs, and one that overstays that by half is left behind.
 */
public final class Closing implements AutoCloseable {
    /** How long a stop may take altogether (spec 10). */
    public static final Duration STOP = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Deque<Opened> opened = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();

    private final Duration budget;

    private record Opened(String name, Ending ending) {}

    private interface Ending {
        void end(Duration atMost) throws Exception;
    }

    /** How to close something within a time. */
    public interface Within<T> {
        void close(T thing, Duration atMost) throws Exception;
    }

    /** With {@link #STOP} for all. */
    public Closing() {
        this(STOP);
    }

    public Closing(Duration budget) {
        this.budget = budget;
    }

    /** Will close it too; returns it. */
    public <T extends AutoCloseable> T keep(String name, T thing) {
        return keep(name, thing, (one, atMost) -> one.close());
    }

    /** The same, for what can be told how long it may take. */
    public <T> T keep(String name, T thing, Within<T> within) {
        lock.lock();
        try {
            opened.push(new Opened(name, atMost -> within.close(thing, atMost)));
            return thing;
        } finally {
            lock.unlock();
        }
    }

    /** Closes all, whatever fails; a second call does nothing. */
    @Override
    public void close() {
        lock.lock();
        try {
            long end = System.nanoTime() + budget.toNanos();
            boolean interrupted = false;
            while (!opened.isEmpty()) {
                Opened one = opened.pop();
                long left = Math.max(0, end - System.nanoTime());
                Thread closer = Thread.ofPlatform()
                        .name("cofre-close")
                        .daemon()
                        .start(() -> close(one, Duration.ofNanos(left / 2)));
                interrupted |= awaitInterrupted(closer, left - left / 4, one.name);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits, also where the thread is interrupted, which it returns: nothing is left open for that. */
    private static boolean awaitInterrupted(Thread closer, long nanos, String name) {
        boolean interrupted = false;
        long end = System.nanoTime() + nanos;
        while (true) {
            try {
                if (!closer.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                    LOG.warn("closing {} took too long and is not waited for", name);
                }
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private static void close(Opened one, Duration atMost) {
        try {
            one.ending.end(atMost);
            LOG.debug("closed {}", one.name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("closing {} was interrupted", one.name, e);
        } catch (Exception e) {
            // What was opened before must be closed all the same.
            LOG.warn("closing {} failed", one.name, e);
        }
    }
}
