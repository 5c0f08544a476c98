package io.cofre.ports.node;

import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.PublicKey;
import java.util.Map;

/**
 * The root keys that this node trusts (spec 03, {@code ledger.trusted_roots}): the only anchor of the ledger, kept
 * outside of it. Thread-safe.
 */
public interface TrustAnchors {
    /** The trusted roots; empty where none is set. */
    Map<KeyId, PublicKey> roots();

    /**
     * Trusts a root from now on, durable before it returns; twice changes nothing. {@code PortFailure.Rejected} where
     * the anchors are set by configuration alone.
     */
    void add(KeyId id, PublicKey key);

    /** Trusts a root no more; durable before it returns; one that is not trusted changes nothing. */
    void remove(KeyId id);
}
