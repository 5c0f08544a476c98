package io.cofre.testkit.memory;

import io.cofre.ports.nonce.Nonces;
import io.cofre.ports.span.KeyId;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Taken nonces in memory: gone with the process, so of no use where nodes share them. */
public final class InMemoryNonces implements Nonces {
    private final Map<Taken, Instant> taken = new ConcurrentHashMap<>();

    private record Taken(KeyId key, String nonce) {}

    @Override
    public Taking take(KeyId key, String nonce, Instant now) {
        if (nonce.isEmpty() || nonce.length() > 200) {
            throw new IllegalArgumentException("a nonce has 1 to 200 characters, not " + nonce.length());
        }
        return taken.putIfAbsent(new Taken(key, nonce), now) == null ? Taking.TAKEN : Taking.USED_BEFORE;
    }

    @Override
    public int sweep(Instant now) {
        int swept = 0;
        for (Map.Entry<Taken, Instant> one : Map.copyOf(taken).entrySet()) {
            boolean old = one.getValue().plus(KEPT).isBefore(now);
            if (old && taken.remove(one.getKey(), one.getValue())) {
                swept++;
            }
        }
        return swept;
    }
}
