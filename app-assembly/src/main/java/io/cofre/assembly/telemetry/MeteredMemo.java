package io.cofre.assembly.telemetry;

import io.cofre.ports.node.Memo;
import io.micrometer.core.instrument.Counter;
import java.util.Optional;

/** Counts how often a memo remembered. */
final class MeteredMemo<K, V> implements Memo<K, V> {
    static final String LOOKUPS = "cofre.cache.lookups";
    static final String OF_LOOKUPS = "How often something was looked for in what the node remembers";

    private final Memo<K, V> memo;
    private final Counter hits;
    private final Counter misses;

    MeteredMemo(Memo<K, V> memo, String name, Meters meters) {
        this.memo = memo;
        this.hits = meters.counter(LOOKUPS, OF_LOOKUPS, "cache", name, "result", "hit");
        this.misses = meters.counter(LOOKUPS, OF_LOOKUPS, "cache", name, "result", "miss");
    }

    @Override
    public Optional<V> find(K key) {
        Optional<V> found = memo.find(key);
        (found.isPresent() ? hits : misses).increment();
        return found;
    }

    @Override
    public void keep(K key, V value) {
        memo.keep(key, value);
    }

    @Override
    public void drop(K key) {
        memo.drop(key);
    }
}
