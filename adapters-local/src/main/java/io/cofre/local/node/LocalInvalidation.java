package io.cofre.local.node;

import io.cofre.ports.node.Invalidation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Invalidation where there is one node: every listener was called when {@code publish} returns. */
public final class LocalInvalidation implements Invalidation {
    private static final Logger LOG = LoggerFactory.getLogger(LocalInvalidation.class);

    private final List<Listening> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final AtomicLong lost = new AtomicLong();

    @Override
    public void publish(Notice notice) {
        oneAtATime.lock();
        try {
            listeners.forEach(listener -> call(listener, notice));
        } finally {
            oneAtATime.unlock();
        }
    }

    @Override
    public Registration listen(Consumer<Notice> listener) {
        Listening listening = new Listening(listener);
        listeners.add(listening);
        return () -> listeners.remove(listening);
    }

    /** How often a listener failed, so that it may not have forgotten. */
    public long lost() {
        return lost.get();
    }

    private void call(Listening listening, Notice notice) {
        try {
            listening.listener.accept(notice);
        } catch (RuntimeException e) {
            // The other listeners must still forget.
            lost.incrementAndGet();
            LOG.warn("a listener failed on the notice about {} {}", notice.about(), notice.key(), e);
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
