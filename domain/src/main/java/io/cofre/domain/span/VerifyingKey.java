package io.cofre.domain.span;

import io.cofre.domain.crypto.CheckedKey;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.PublicKey;
import java.util.Optional;

/**
 * A public key that was checked once, with its name; making one costs as much as a verification, so callers keep it.
 * Immutable.
 */
public final class VerifyingKey {
    private final KeyId keyId;
    private final CheckedKey key;

    private VerifyingKey(KeyId keyId, CheckedKey key) {
        this.keyId = keyId;
        this.key = key;
    }

    /** Empty for a key that can verify nothing: not canonically encoded, or outside the prime-order subgroup. */
    public static Optional<VerifyingKey> of(PublicKey key, Ed25519 engine) {
        return engine.check(key).map(checked -> new VerifyingKey(SpanSigning.keyId(key), checked));
    }

    public KeyId keyId() {
        return keyId;
    }

    public PublicKey publicKey() {
        return key.publicKey();
    }

    CheckedKey checked() {
        return key;
    }

    @Override
    public String toString() {
        return "VerifyingKey[" + keyId + "]";
    }
}
