package io.cofre.local.vault;

import io.cofre.ports.PortFailure;
import io.cofre.ports.vault.Ed25519Engine;
import io.cofre.ports.vault.Ed25519Engine.Signer;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.vault.SecretRef;
import org.jspecify.annotations.Nullable;

/**
 * A secret that may be dismissed at any time, beside its users: it is overwritten when the last of them is done.
 * Whoever has {@link #acquire acquired} it calls {@link #release} once.
 */
final class SharedSecret {
    private final SecretBytes bytes;
    private @Nullable Signer signer;
    private int users;
    private boolean dismissed;

    SharedSecret(SecretBytes owned) {
        this.bytes = owned;
    }

    /** False once dismissed. */
    synchronized boolean acquire() {
        if (dismissed) {
            return false;
        }
        users++;
        return true;
    }

    synchronized void release() {
        users--;
        clearIfUnused();
    }

    synchronized void dismiss() {
        dismissed = true;
        clearIfUnused();
    }

    /** A copy that the caller closes; for those who have acquired. */
    SecretBytes copy() {
        return bytes.copy();
    }

    /** The secret as a key that signs, made once; for those who have acquired. */
    synchronized Signer signer(SecretRef ref, Ed25519Engine engine) {
        if (signer == null) {
            if (bytes.length() != 32) {
                throw new PortFailure.Rejected("the secret " + ref + " is no Ed25519 key");
            }
            signer = engine.signer(bytes);
        }
        return signer;
    }

    private void clearIfUnused() {
        if (dismissed && users == 0) {
            bytes.close();
            if (signer != null) {
                signer.close();
            }
        }
    }
}
