package io.cofre.testkit.memory;

import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.PublicKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Trusted roots in memory: nothing is durable. */
public final class InMemoryTrustAnchors implements TrustAnchors {
    private final Map<KeyId, PublicKey> roots = new ConcurrentHashMap<>();

    @Override
    public Map<KeyId, PublicKey> roots() {
        return Map.copyOf(roots);
    }

    @Override
    public void add(KeyId id, PublicKey key) {
        roots.putIfAbsent(id, key);
    }

    @Override
    public void remove(KeyId id) {
        roots.remove(id);
    }
}
