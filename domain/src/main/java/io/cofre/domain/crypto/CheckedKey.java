package io.cofre.domain.crypto;

import io.cofre.ports.span.PublicKey;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;
import org.jspecify.annotations.Nullable;

/**
 * A public key whose point is canonically encoded and of prime order: only {@link Ed25519#check} makes one. Any engine
 * takes it.
 */
public final class CheckedKey {
    private final PublicKey publicKey;
    private final PublicPoint point;

    /** The same key as ACCP has it, made at its first use; two threads that make it at once make the same. */
    private volatile java.security.@Nullable PublicKey accpKey;

    private CheckedKey(PublicKey publicKey, PublicPoint point) {
        this.publicKey = publicKey;
        this.point = point;
    }

    static Optional<CheckedKey> of(PublicKey publicKey) {
        return Optional.ofNullable(
                        org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFullExport(publicKey.bytes(), 0))
                .map(point -> new CheckedKey(publicKey, point));
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    PublicPoint point() {
        return point;
    }

    java.security.PublicKey accpKey(AccpEd25519 engine) {
        java.security.PublicKey known = accpKey;
        if (known == null) {
            known = engine.publicKey(publicKey);
            accpKey = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return "CheckedKey[" + publicKey + "]";
    }
}
