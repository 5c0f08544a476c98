package io.cofre.local.vault;

import io.cofre.ports.vault.SecretBytes;
import java.util.Optional;

/**
 * A secret that may be cleared at any time, beside its users: each gets a copy of its own, made whole or not at all, so
 * nothing is cleared under anyone.
 */
final class CachedSecret {
    private final SecretBytes bytes;
    private boolean cleared;

    CachedSecret(SecretBytes owned) {
        this.bytes = owned;
    }

    /** A copy that the caller closes; empty once cleared. */
    synchronized Optional<SecretBytes> copy() {
        return cleared ? Optional.empty() : Optional.of(bytes.copy());
    }

    synchronized void clear() {
        cleared = true;
        bytes.close();
    }
}
