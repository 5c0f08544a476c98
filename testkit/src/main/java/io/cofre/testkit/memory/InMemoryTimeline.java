package io.cofre.testkit.memory;

import io.cofre.ports.span.Timeline;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Signals of one store, in the order of positions, on the thread of whoever committed; each once. Whoever commits waits
 * until its signals were delivered.
 */
public final class InMemoryTimeline implements Timeline {
    private final List<Registered> listeners = new CopyOnWriteArrayList<>();
    private final Queue<Signal> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock delivery = new ReentrantLock();

    InMemoryTimeline() {}

    /** Of this store. */
    public static Timeline of(InMemoryStore store) {
        return store.timeline();
    }

    /** Equal to itself alone: the same listener may subscribe twice. */
    private static final class Registered {
        private final Consumer<Signal> listener;

        Registered(Consumer<Signal> listener) {
            this.listener = listener;
        }
    }

    @Override
    public Subscription subscribe(Consumer<Signal> listener) {
        Registered registered = new Registered(listener);
        listeners.add(registered);
        return () -> listeners.remove(registered);
    }

    /** Called under the store's lock, so that signals stand in the order of positions. */
    void appended(Signal signal) {
        waiting.add(signal);
    }

    /** Called without the store's lock: listeners may read. */
    void deliver() {
        delivery.lock();
        try {
            Signal signal;
            while ((signal = waiting.poll()) != null) {
                for (Registered registered : listeners) {
                    registered.listener.accept(signal);
                }
            }
        } finally {
            delivery.unlock();
        }
    }
}
