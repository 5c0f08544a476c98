package io.cofre.testkit.memory;

import io.cofre.ports.node.Invalidation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Notices between the parts of one process, which may stand for nodes: all listeners have heard when it returns. */
public final class InMemoryInvalidation implements Invalidation {
    private final List<Listening> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final AtomicLong lost = new AtomicLong();

    /** Equal to itself alone: the same listener may listen twice. */
    private static final class Listening {
        private final Consumer<Notice> listener;

        Listening(Consumer<Notice> listener) {
            this.listener = listener;
        }
    }

    @Override
    public void publish(Notice notice) {
        oneAtATime.lock();
        try {
            for (Listening listening : listeners) {
                try {
                    listening.listener.accept(notice);
                } catch (RuntimeException itsOwnFault) {
                    lost.incrementAndGet();
                }
            }
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

    /** How often a listener has failed. */
    public long lost() {
        return lost.get();
    }
}
