package io.cofre.assembly.demo.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.Blake3Digest;
import org.erdtman.jcs.JsonCanonicalizer;

/** RFC 8785, BLAKE3-256 and Ed25519, by libraries that the service does not use for them. */
final class Arithmetic {
    /** What stands before the 32 bytes in an X.509 key (RFC 8410). */
    private static final String KEY_PREFIX = "302a300506032b6570032100";

    private Arithmetic() {}

    static byte[] canonical(String json) throws IOException {
        return new JsonCanonicalizer(json).getEncodedUTF8();
    }

    /** 64 lower-case hex digits. */
    static String blake3(byte[] bytes) {
        Blake3Digest digest = new Blake3Digest(256);
        digest.update(bytes, 0, bytes.length);
        byte[] hash = new byte[32];
        digest.doFinal(hash, 0);
        return HexFormat.of().formatHex(hash);
    }

    /**
     * Whether the signature holds: key and R are points that may sign, and the JDK's own Ed25519 accepts the rest,
     * whatever other engines are installed.
     *
     * @param publicKeyHex 64 digits
     * @param signatureHex 128 digits
     */
    static boolean ed25519(String publicKeyHex, String signed, String signatureHex) {
        if (!Curve.maySign(HexFormat.of().parseHex(publicKeyHex))
                || !Curve.maySign(HexFormat.of().parseHex(signatureHex, 0, 64))) {
            return false;
        }
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519", "SunEC")
                    .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(KEY_PREFIX + publicKeyHex)));
            Signature verifier = Signature.getInstance("Ed25519", "SunEC");
            verifier.initVerify(key);
            verifier.update(signed.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(HexFormat.of().parseHex(signatureHex));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
