package io.cofre.local.vault;

import io.cofre.ports.span.PublicKey;
import io.cofre.ports.vault.Ed25519Engine;
import io.cofre.ports.vault.SecretBytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

/** Ed25519 of the JDK: slow, and independent of the engines of the domain. */
final class JdkEngine implements Ed25519Engine {
    @Override
    public PublicKey publicKey(SecretBytes seed) {
        return seed.reveal(bytes -> {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
                generator.initialize(NamedParameterSpec.ED25519, new Fixed(bytes));
                EdECPoint point = ((EdECPublicKey) generator.generateKeyPair().getPublic()).getPoint();
                byte[] encoded = littleEndian(point.getY());
                encoded[31] |= (byte) (point.isXOdd() ? 0x80 : 0);
                return PublicKey.of(encoded);
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Override
    public byte[] sign(SecretBytes seed, byte[] message) {
        return seed.reveal(bytes -> {
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(KeyFactory.getInstance("Ed25519")
                        .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, bytes)));
                signature.update(message);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Holds a copy of the seed until it is closed. */
    @Override
    public Signer signer(SecretBytes seed) {
        PublicKey key = publicKey(seed);
        SecretBytes copy = seed.copy();
        return new Signer() {
            @Override
            public PublicKey publicKey() {
                return key;
            }

            @Override
            public byte[] sign(byte[] message) {
                return JdkEngine.this.sign(copy, message);
            }

            @Override
            public void close() {
                copy.close();
            }
        };
    }

    static boolean verifies(PublicKey key, byte[] message, byte[] signature) {
        try {
            byte[] y = key.bytes();
            boolean odd = y[31] < 0;
            y[31] &= 0x7f;
            EdECPoint point = new EdECPoint(odd, new BigInteger(1, littleEndian(new BigInteger(1, y))));
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519")
                    .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point)));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The 32 bytes of a number, the least significant first. */
    private static byte[] littleEndian(BigInteger number) {
        byte[] big = number.toByteArray();
        byte[] little = new byte[32];
        for (int i = 0; i < 32 && i < big.length; i++) {
            little[i] = big[big.length - 1 - i];
        }
        return little;
    }

    private static final class Fixed extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final byte[] seed;

        private Fixed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
