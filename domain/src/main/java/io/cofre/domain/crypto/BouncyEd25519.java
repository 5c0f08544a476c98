package io.cofre.domain.crypto;

import io.cofre.ports.span.PublicKey;
import io.cofre.ports.vault.SecretBytes;
import java.util.Optional;

/** Ed25519 by BouncyCastle's lightweight classes. */
final class BouncyEd25519 implements Ed25519 {
    static final Ed25519 INSTANCE = new BouncyEd25519();

    private BouncyEd25519() {}

    @Override
    public String name() {
        return "BouncyCastle";
    }

    @Override
    public PublicKey publicKey(SecretBytes seed) {
        return derive(seed);
    }

    static PublicKey derive(SecretBytes seed) {
        requireSeed(seed);
        byte[] raw = new byte[SignatureForm.POINT_BYTES];
        seed.reveal(bytes -> {
            org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(bytes, 0, raw, 0);
            return raw;
        });
        return PublicKey.of(raw);
    }

    static void requireSeed(SecretBytes seed) {
        if (seed.length() != SignatureForm.POINT_BYTES) {
            throw new IllegalArgumentException("an Ed25519 seed has 32 bytes, not " + seed.length());
        }
    }

    @Override
    public byte[] sign(SecretBytes seed, byte[] message) {
        try (Signer signer = signer(seed)) {
            return signer.sign(message);
        }
    }

    @Override
    public Signer signer(SecretBytes seed) {
        return new BouncySigner(seed.copy(), derive(seed));
    }

    @Override
    public Optional<CheckedKey> check(PublicKey key) {
        return CheckedKey.of(key);
    }

    @Override
    public Verdict verify(CheckedKey key, byte[] message, byte[] signature) {
        boolean valid = SignatureForm.isGood(signature)
                && org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFull(signature, 0)
                && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
                        signature, 0, key.point(), message, 0, message.length);
        return valid ? Verdict.VALID : Verdict.INVALID;
    }

    private static final class BouncySigner implements Signer {
        private final SecretBytes seed;
        private final PublicKey publicKey;

        BouncySigner(SecretBytes seed, PublicKey publicKey) {
            this.seed = seed;
            this.publicKey = publicKey;
        }

        @Override
        public PublicKey publicKey() {
            return publicKey;
        }

        @Override
        public byte[] sign(byte[] message) {
            byte[] signature = new byte[SignatureForm.SIGNATURE_BYTES];
            byte[] raw = publicKey.bytes();
            return seed.reveal(bytes -> {
                org.bouncycastle.math.ec.rfc8032.Ed25519.sign(
                        bytes, 0, raw, 0, message, 0, message.length, signature, 0);
                return signature;
            });
        }

        @Override
        public void close() {
            seed.close();
        }
    }
}
