package io.cofre.domain.crypto;

import io.cofre.ports.vault.SecretBytes;

/** BLAKE3 with its default output of 32 bytes. */
public final class Blake3 {
    private static final int KEY_BYTES = 32;

    private Blake3() {}

    /** The 32-byte hash. */
    public static byte[] hash(byte[] message) {
        var hasher = io.github.rctcwyvrn.blake3.Blake3.newInstance();
        hasher.update(message);
        return hasher.digest();
    }

    /**
     * The 32-byte hash under a key, which nobody without the key can compute.
     *
     * @throws IllegalArgumentException unless the key has 32 bytes
     */
    public static byte[] keyed(SecretBytes key, byte[] message) {
        if (key.length() != KEY_BYTES) {
            throw new IllegalArgumentException("a BLAKE3 key has 32 bytes, not " + key.length());
        }
        return key.reveal(bytes -> {
            var hasher = io.github.rctcwyvrn.blake3.Blake3.newKeyedHasher(bytes);
            hasher.update(message);
            return hasher.digest();
        });
    }
}
