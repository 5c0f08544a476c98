package io.cofre.testkit.memory;

import io.cofre.ports.node.Memo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Remembers so many results, and forgets the least used first. */
public final class InMemoryMemo<K, V> implements Memo<K, V> {
    private final ReentrantLock lock = new ReentrantLock();
    private final int most;
    private final Map<K, V> kept = new LinkedHashMap<>(16, 0.75f, true);

    public InMemoryMemo(int most) {
        this.most = most;
    }

    @Override
    public Optional<V> find(K key) {
        lock.lock();
        try {
            return Optional.ofNullable(kept.get(key));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void keep(K key, V value) {
        lock.lock();
        try {
            kept.put(key, value);
            if (kept.size() > most) {
                kept.remove(kept.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void drop(K key) {
        lock.lock();
        try {
            kept.remove(key);
        } finally {
            lock.unlock();
        }
    }
}
