package io.cofre.domain.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.vault.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.security.auth.DestroyFailedException;

/** Ed25519 by Amazon Corretto Crypto Provider, which is not registered with the JVM for that. */
final class AccpEd25519 implements Ed25519 {
    private static final String ALGORITHM = "EdDSA";

    /** What stands before the 32 bytes in a SubjectPublicKeyInfo and in a PKCS #8 key (RFC 8410). */
    private static final byte[] PUBLIC_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final byte[] PRIVATE_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private final AmazonCorrettoCryptoProvider provider;
    private final Optional<KeyFactory> keys;

    private AccpEd25519(AmazonCorrettoCryptoProvider provider, Optional<KeyFactory> keys) {
        this.provider = provider;
        this.keys = keys;
    }

    /** Empty where the native library does not load, or does not sign as BouncyCastle does. */
    static Optional<Ed25519> load() {
        AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        if (provider.getLoadingError() != null) {
            return Optional.empty();
        }
        Ed25519 engine = new AccpEd25519(provider, keyFactory(provider));
        try (SecretBytes seed = SecretBytes.owning(new byte[SignatureForm.POINT_BYTES])) {
            byte[] message = new byte[0];
            byte[] expected = BouncyEd25519.INSTANCE.sign(seed, message);
            return Arrays.equals(engine.sign(seed, message), expected) ? Optional.of(engine) : Optional.empty();
        }
    }

    private static Optional<KeyFactory> keyFactory(AmazonCorrettoCryptoProvider provider) {
        try {
            return Optional.of(KeyFactory.getInstance(ALGORITHM, provider));
        } catch (NoSuchAlgorithmException notRegistered) {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return "ACCP";
    }

    @Override
    public PublicKey publicKey(SecretBytes seed) {
        return BouncyEd25519.derive(seed);
    }

    @Override
    public byte[] sign(SecretBytes seed, byte[] message) {
        PrivateKey key = privateKey(seed);
        try {
            return sign(key, message);
        } finally {
            destroy(key);
        }
    }

    @Override
    public Signer signer(SecretBytes seed) {
        return new AccpSigner(privateKey(seed), BouncyEd25519.derive(seed));
    }

    @Override
    public Optional<CheckedKey> check(PublicKey key) {
        return CheckedKey.of(key);
    }

    @Override
    public Verdict verify(CheckedKey key, byte[] message, byte[] signature) {
        if (!SignatureForm.isGood(signature) || SignatureForm.hasNeutralR(signature)) {
            return Verdict.INVALID;
        }
        try {
            Signature verifier = Signature.getInstance(ALGORITHM, provider);
            verifier.initVerify(key.accpKey(this));
            verifier.update(message);
            return verifier.verify(signature) ? Verdict.VALID : Verdict.INVALID;
        } catch (SignatureException malformed) {
            return Verdict.INVALID;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("ACCP did not take a checked key", impossible);
        }
    }

    java.security.PublicKey publicKey(PublicKey key) {
        byte[] encoded = concat(PUBLIC_PREFIX, key.bytes());
        if (keys.isEmpty()) {
            return new EncodedPublicKey(encoded);
        }
        try {
            return keys.get().generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("ACCP did not take a checked key", impossible);
        }
    }

    private PrivateKey privateKey(SecretBytes seed) {
        BouncyEd25519.requireSeed(seed);
        byte[] encoded = seed.reveal(bytes -> concat(PRIVATE_PREFIX, bytes));
        if (keys.isEmpty()) {
            return new EncodedPrivateKey(encoded);
        }
        try {
            return keys.get().generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("ACCP did not take a seed of 32 bytes", impossible);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM, provider);
            signer.initSign(key);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("ACCP could not sign with this key", unusable);
        }
    }

    private static void destroy(PrivateKey key) {
        try {
            key.destroy();
        } catch (DestroyFailedException notOffered) {
            // Then the garbage collector frees it.
        }
    }

    private static byte[] concat(byte[] prefix, byte[] raw) {
        byte[] joined = Arrays.copyOf(prefix, prefix.length + raw.length);
        System.arraycopy(raw, 0, joined, prefix.length, raw.length);
        return joined;
    }

    private final class AccpSigner implements Signer {
        private final PrivateKey key;
        private final PublicKey publicKey;
        private volatile boolean closed;

        AccpSigner(PrivateKey key, PublicKey publicKey) {
            this.key = key;
            this.publicKey = publicKey;
        }

        @Override
        public PublicKey publicKey() {
            return publicKey;
        }

        @Override
        public byte[] sign(byte[] message) {
            if (closed) {
                throw new IllegalStateException("this key was closed");
            }
            return AccpEd25519.this.sign(key, message);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                destroy(key);
            }
        }
    }

    /** Hands ACCP the encoded key where it has registered no factory; it then decodes it at every use. */
    @SuppressWarnings("serial")
    private abstract static class EncodedKey implements Key {
        final byte[] encoded;
        private final String format;

        EncodedKey(byte[] encoded, String format) {
            this.encoded = encoded;
            this.format = format;
        }

        @Override
        public String getAlgorithm() {
            return ALGORITHM;
        }

        @Override
        public String getFormat() {
            return format;
        }

        @Override
        public byte[] getEncoded() {
            return encoded.clone();
        }
    }

    @SuppressWarnings("serial")
    private static final class EncodedPublicKey extends EncodedKey implements java.security.PublicKey {
        EncodedPublicKey(byte[] encoded) {
            super(encoded, "X.509");
        }
    }

    @SuppressWarnings("serial")
    private static final class EncodedPrivateKey extends EncodedKey implements PrivateKey {
        EncodedPrivateKey(byte[] encoded) {
            super(encoded, "PKCS#8");
        }

        @Override
        public void destroy() {
            Arrays.fill(encoded, (byte) 0);
        }
    }
}
