package io.cofre.ports.node;

import java.util.Optional;

/**
 * Remembers results of pure functions, bounded by number: it may forget anything at any time, and never answers with
 * what was not kept. Thread-safe; in process, no I/O.
 *
 * @param <K> with value equality
 */
public interface Memo<K, V> {
    Optional<V> find(K key);

    /** Keeps a value; a later one for the same key takes its place. */
    void keep(K key, V value);

    /** Forgets one. */
    void drop(K key);
}
