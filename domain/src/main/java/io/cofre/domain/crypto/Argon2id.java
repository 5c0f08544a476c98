package io.cofre.domain.crypto;

import java.util.Optional;

/**
 * Argon2id, version 0x13 (RFC 9106). Both engines give the same bytes; the native one is faster. A hashing holds its
 * memory and one core for its whole time, so callers bound how many run at once.
 */
public sealed interface Argon2id permits NativeArgon2id, BouncyArgon2id {
    /** The native engine where its library loads, else {@link #bouncyCastle()}. */
    static Argon2id fastest() {
        return nativeLibrary().orElseGet(Argon2id::bouncyCastle);
    }

    /** The engine that brings a native library; empty where that does not load. */
    static Optional<Argon2id> nativeLibrary() {
        return NativeArgon2id.INSTANCE;
    }

    /** The engine in pure Java. */
    static Argon2id bouncyCastle() {
        return BouncyArgon2id.INSTANCE;
    }

    /** Which library does the work, for logs. */
    String name();

    /**
     * A tag of {@link Cost#tagBytes()} bytes.
     *
     * @param salt 8 bytes or more
     */
    byte[] hash(byte[] password, byte[] salt, Cost cost);

    /**
     * What one hashing takes, and gives.
     *
     * @param memoryKib 8 per lane, up
     * @param passes 1 up
     * @param lanes 1 up
     * @param tagBytes 4 up
     */
    record Cost(int memoryKib, int passes, int lanes, int tagBytes) {
        /** Checks the bounds of RFC 9106, section 3.1. @throws IllegalArgumentException outside them */
        public Cost {
            if (lanes < 1 || memoryKib < 8 * lanes || passes < 1 || tagBytes < 4) {
                throw new IllegalArgumentException("not a cost that Argon2id knows: " + memoryKib + " KiB, " + passes
                        + " passes, " + lanes + " lanes, " + tagBytes + " bytes");
            }
        }
    }
}
