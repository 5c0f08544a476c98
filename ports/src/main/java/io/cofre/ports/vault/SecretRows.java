package io.cofre.ports.vault;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where an envelope vault keeps what it has encrypted. It sees no secret and no master key. Thread-safe. */
public interface SecretRows {
    /**
     * Keeps new rows, all or none, durable.
     *
     * @throws IllegalStateException where a ref is in use
     */
    void add(Map<SecretRef, Sealed> rows);

    Optional<Sealed> find(SecretRef ref);

    /** Replaces only the wrapped key of a row, where it still is as expected: false where another was faster. */
    boolean rewrap(SecretRef ref, Sealed expected, Sealed with);

    /** Refs whose data key is wrapped by another master key than the given, in no order, at most {@code limit}. */
    List<SecretRef> wrappedByOther(String masterKeyId, int limit);

    /**
     * Refs made before the given time, after the given ref in ascending order, at most {@code limit}: for the sweep of
     * orphans.
     */
    List<SecretRef> madeBefore(Instant time, Optional<SecretRef> after, int limit);

    /** Deletes rows; those that are not there are passed over. */
    void remove(Collection<SecretRef> refs);

    /**
     * One encrypted secret: AES-256-GCM under a data key of its own, and that key wrapped by a master key, also by
     * AES-256-GCM.
     *
     * @param masterKeyId which master key wraps; says nothing about it
     * @param wrappedKey base64url of 12 bytes of iv, then the wrapped data key with its tag
     * @param ciphertext base64url of 12 bytes of iv, then the secret with its tag
     */
    record Sealed(String masterKeyId, String wrappedKey, String ciphertext) {}
}
