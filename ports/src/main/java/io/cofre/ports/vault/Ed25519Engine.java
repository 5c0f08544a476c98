package io.cofre.ports.vault;

import io.cofre.ports.span.PublicKey;

/**
 * The arithmetic that a vault which holds seeds in the process signs with; {@code domain.crypto} has it. Thread-safe,
 * deterministic (RFC 8032).
 */
public interface Ed25519Engine {
    /** The public key of a 32-byte seed. */
    PublicKey publicKey(SecretBytes seed);

    /** The 64-byte signature of a message under a 32-byte seed. */
    byte[] sign(SecretBytes seed, byte[] message);
}
