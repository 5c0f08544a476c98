package io.cofre.ports.vault;

import io.cofre.ports.span.PublicKey;

/**
 * The arithmetic that a vault which holds seeds in the process signs with; {@code domain.crypto} has it. Thread-safe,
 * deterministic (RFC 8032).
 */
public interface Ed25519Engine {
    /** The public key of a 32-byte seed. */
    PublicKey publicKey(SecretBytes seed);

    /**
     * The 64-byte signature of a message under a 32-byte seed; {@link #signer} is faster for the second and later ones.
     */
    byte[] sign(SecretBytes seed, byte[] message);

    /**
     * Makes a key ready to sign many times. The seed is not needed any more afterwards, and stays the caller's to
     * close.
     */
    Signer signer(SecretBytes seed);

    /** One key made ready; a secret like its seed. Thread-safe but for {@link #close} beside a {@link #sign}. */
    interface Signer extends AutoCloseable {
        PublicKey publicKey();

        /** The 64-byte signature of a message; {@code IllegalStateException} once closed. */
        byte[] sign(byte[] message);

        /** Forgets the key, overwriting what of it lies in this process's own arrays. Closing twice does nothing. */
        @Override
        void close();
    }
}
