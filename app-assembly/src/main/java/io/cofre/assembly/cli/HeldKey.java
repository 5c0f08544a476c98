package io.cofre.assembly.cli;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** An Ed25519 key that stays in a file of its owner: PKCS #8 in PEM, as {@code openssl genpkey} writes it. */
final class HeldKey {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final int BYTES = 32;

    private final KeyPair pair;

    private HeldKey(KeyPair pair) {
        this.pair = pair;
    }

    /**
     * Reads it.
     *
     * @throws Stop where it is something else, or others may read it
     */
    static HeldKey read(Path file) {
        String text = SecretFiles.read(file);
        if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
            throw notAKey(file);
        }
        byte[] encoded = {};
        try {
            encoded = Base64.getMimeDecoder().decode(text.substring(BEGIN.length(), text.length() - END.length()));
            EdECPrivateKey key = (EdECPrivateKey)
                    KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new HeldKey(ofSeed(key.getBytes().orElseThrow()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw notAKey(file);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private static Stop notAKey(Path file) {
        return new Stop(
                Exit.USAGE,
                "the file " + file + " holds no Ed25519 key in PKCS #8 PEM",
                "Make one: (umask 077; openssl genpkey -algorithm ed25519 -out key.pem)");
    }

    /** The JDK works out a public key only while it makes a pair; its 32 random bytes are the private key. */
    private static KeyPair ofSeed(byte[] seed) throws GeneralSecurityException {
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("Ed25519", "SunEC");
        pairs.initialize(NamedParameterSpec.ED25519, new Given(seed));
        return pairs.generateKeyPair();
    }

    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        private Given(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            ByteBuffer.wrap(seed).get(bytes);
        }
    }

    /** As RFC 8032 encodes it: what X.509 ends with. */
    String publicHex() {
        byte[] encoded = pair.getPublic().getEncoded();
        return HexFormat.of().formatHex(encoded, encoded.length - BYTES, encoded.length);
    }

    /** The signature over the text's UTF-8, in hex. */
    String signed(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot sign with Ed25519", e);
        }
    }
}
