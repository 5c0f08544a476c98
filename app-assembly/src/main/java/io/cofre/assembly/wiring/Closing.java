package io.cofre.assembly.wiring;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened, to be closed in the opposite order: what was opened last rests on what was opened before it. */
public final class Closing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Deque<Opened> opened = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();

    private record Opened(String name, AutoCloseable thing) {}

    /** Will close it too; returns it. */
    public <T extends AutoCloseable> T keep(String name, T thing) {
        lock.lock();
        try {
            opened.push(new Opened(name, thing));
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
            while (!opened.isEmpty()) {
                close(opened.pop());
            }
        } finally {
            lock.unlock();
        }
    }

    private static void close(Opened one) {
        try {
            one.thing.close();
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
