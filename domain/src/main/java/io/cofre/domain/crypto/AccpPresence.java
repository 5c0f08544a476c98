package io.cofre.domain.crypto;

import java.util.Optional;

/**
 * Finds out, once, whether ACCP can be used here: its jar is optional, its native library is not for every platform.
 */
final class AccpPresence {
    static final Optional<Ed25519> ENGINE = find();

    private AccpPresence() {}

    private static Optional<Ed25519> find() {
        try {
            return AccpEd25519.load();
        } catch (LinkageError notOnTheClassPath) {
            return Optional.empty();
        }
    }
}
