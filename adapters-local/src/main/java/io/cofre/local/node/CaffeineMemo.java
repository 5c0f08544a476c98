package io.cofre.local.node;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cofre.ports.node.Memo;
import java.util.Optional;

/** A memo of the most used, of a given number. */
public final class CaffeineMemo<K, V> implements Memo<K, V> {
    private final Cache<K, V> cache;

    /** @param most how many values at most */
    public CaffeineMemo(long most) {
        this.cache =
                Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
    }

    @Override
    public Optional<V> find(K key) {
        return Optional.ofNullable(cache.getIfPresent(key));
    }

    @Override
    public void keep(K key, V value) {
        cache.put(key, value);
    }

    @Override
    public void drop(K key) {
        cache.invalidate(key);
    }
}
