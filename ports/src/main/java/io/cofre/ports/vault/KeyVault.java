package io.cofre.ports.vault;

import io.cofre.ports.span.PublicKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Where secrets live: a ref in, an operation out (spec 02, "The vault port"). A secret is only ever made under a fresh
 * ref, before the commit that names it; never overwritten. Thread-safe. A vault that is down throws
 * {@code PortFailure.Unavailable}; an unknown ref {@code PortFailure.Rejected}; a secret that does not decrypt
 * {@code PortFailure.Corrupt}. No message names more than the ref.
 */
public interface KeyVault {
    /**
     * Makes Ed25519 keys inside the vault, one for each ref, durable before it returns; their public keys in order.
     *
     * @throws IllegalStateException for a ref in use
     */
    List<PublicKey> generateEd25519(List<SecretRef> fresh);

    /**
     * Keeps secrets under fresh refs, all or none, durable before it returns. The caller still closes its own.
     *
     * @throws IllegalStateException for a ref in use
     */
    void keep(Map<SecretRef, SecretBytes> secrets);

    /**
     * Signs each message (pure Ed25519, RFC 8032) with the key under the ref; 64 bytes each, in order. A kept secret of
     * 32 bytes is such a key's seed.
     */
    List<byte[]> sign(SecretRef ref, List<byte[]> messages);

    /**
     * Lends a secret to a function for the time of the call; the function keeps nothing of it. For provider keys,
     * pepper, hash and wrapping keys.
     */
    <R> R use(SecretRef ref, Function<SecretBytes, R> body);

    /** Destroys secrets for good; refs that are not there are passed over, so that it can be repeated. */
    void destroy(Collection<SecretRef> refs);
}
