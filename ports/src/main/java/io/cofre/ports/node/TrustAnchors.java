package io.cofre.ports.node;

import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.PublicKey;
import java.util.Map;
import java.util.Set;

/**
 * The root keys that this node trusts (spec 03, {@code ledger.trusted_roots}): the only anchor of the ledger, kept
 * outside of it. Thread-safe.
 */
public interface TrustAnchors {
    /** The trusted roots, the provisional ones among them; empty where none is set. */
    Map<KeyId, PublicKey> roots();

    /** Those of the roots on which a ledger was to begin, and of which nobody has said yet whether it did. */
    Set<KeyId> provisional();

    /**
     * Trusts a root from now on, durable before it returns; one that was provisional is so no more; twice changes
     * nothing. {@code PortFailure.Rejected} where the anchors are set by configuration alone.
     */
    void add(KeyId id, PublicKey key);

    /**
     * Trusts a root from now on that is provisional until it is added or removed, durable before it returns; one that
     * is trusted stays as it is. {@code PortFailure.Rejected} as for {@link #add}.
     */
    void addProvisional(KeyId id, PublicKey key);

    /** Trusts a root no more; durable before it returns; one that is not trusted changes nothing. */
    void remove(KeyId id);
}
