package io.cofre.testkit.memory;

import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.PublicKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Trusted roots in memory: nothing is durable. */
public final class InMemoryTrustAnchors implements TrustAnchors {
    private final Map<KeyId, PublicKey> roots = new HashMap<>();
    private final Set<KeyId> provisional = new HashSet<>();

    @Override
    public synchronized Map<KeyId, PublicKey> roots() {
        return Map.copyOf(roots);
    }

    @Override
    public synchronized Set<KeyId> provisional() {
        return Set.copyOf(provisional);
    }

    @Override
    public synchronized void add(KeyId id, PublicKey key) {
        roots.putIfAbsent(id, key);
        provisional.remove(id);
    }

    @Override
    public synchronized void addProvisional(KeyId id, PublicKey key) {
        if (roots.putIfAbsent(id, key) == null) {
            provisional.add(id);
        }
    }

    @Override
    public synchronized void remove(KeyId id) {
        roots.remove(id);
        provisional.remove(id);
    }
}
