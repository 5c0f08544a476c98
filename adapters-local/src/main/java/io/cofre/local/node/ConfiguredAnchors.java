package io.cofre.local.node;

import io.cofre.ports.PortFailure;
import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.PublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Trust anchors that the setting {@code ledger.trusted_roots} names, and that nothing else changes. */
public final class ConfiguredAnchors implements TrustAnchors {
    private final Map<KeyId, PublicKey> roots;

    public ConfiguredAnchors(Map<KeyId, PublicKey> roots) {
        this.roots = Map.copyOf(roots);
    }

    @Override
    public Map<KeyId, PublicKey> roots() {
        return roots;
    }

    /** None: whoever sets the roots does not doubt them. */
    @Override
    public Set<KeyId> provisional() {
        return Set.of();
    }

    @Override
    public void add(KeyId id, PublicKey key) {
        if (!Optional.ofNullable(roots.get(id)).equals(Optional.of(key))) {
            throw new PortFailure.Rejected("the trusted roots are set by ledger.trusted_roots alone; add " + key.hex()
                    + " there, which is " + id);
        }
    }

    @Override
    public void addProvisional(KeyId id, PublicKey key) {
        add(id, key);
    }

    @Override
    public void remove(KeyId id) {
        if (roots.containsKey(id)) {
            throw new PortFailure.Rejected(
                    "the trusted roots are set by ledger.trusted_roots alone; remove " + id + " there");
        }
    }
}
