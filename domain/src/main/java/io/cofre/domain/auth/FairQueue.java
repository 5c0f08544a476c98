package io.cofre.domain.auth;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who waits, by address: addresses take turns, and within one the first comes first, so that a flood waits behind
 * itself. Bounded over all: where it is full, the newest of the longest line must leave, which is the flood's. Not
 * thread-safe; its owner has the lock.
 *
 * @param <W> with identity
 */
final class FairQueue<W> {
    private final int most;
    private final Map<String, Deque<W>> lines = new LinkedHashMap<>();
    private int size;

    /** Makes an empty queue for so many, 1 up. */
    FairQueue(int most) {
        this.most = most;
    }

    /** Lines one up; the answer must leave instead, which may be the newcomer. */
    Optional<W> add(String address, W newcomer) {
        lines.computeIfAbsent(address, nobody -> new ArrayDeque<>()).addLast(newcomer);
        size++;
        return size > most ? Optional.of(leave()) : Optional.empty();
    }

    /** Whose turn it is; its address goes to the end. */
    Optional<W> next() {
        if (size == 0) {
            return Optional.empty();
        }
        Map.Entry<String, Deque<W>> first = lines.entrySet().iterator().next();
        String address = first.getKey();
        Deque<W> line = first.getValue();
        W turn = line.removeFirst();
        size--;
        lines.remove(address);
        if (!line.isEmpty()) {
            lines.put(address, line);
        }
        return Optional.of(turn);
    }

    /** Whether it waited, and does no more. */
    boolean remove(String address, W waiting) {
        Deque<W> line = lines.get(address);
        if (line == null || !line.remove(waiting)) {
            return false;
        }
        size--;
        if (line.isEmpty()) {
            lines.remove(address);
        }
        return true;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    private W leave() {
        Map.Entry<String, Deque<W>> longest = lines.entrySet().iterator().next();
        for (Map.Entry<String, Deque<W>> line : lines.entrySet()) {
            if (line.getValue().size() >= longest.getValue().size()) {
                longest = line;
            }
        }
        W leaving = longest.getValue().removeLast();
        size--;
        if (longest.getValue().isEmpty()) {
            lines.remove(longest.getKey());
        }
        return leaving;
    }
}
