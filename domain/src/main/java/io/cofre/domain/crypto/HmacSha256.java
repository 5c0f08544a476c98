package io.cofre.domain.crypto;

import io.cofre.ports.vault.SecretBytes;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC with SHA-256 (RFC 2104). */
public final class HmacSha256 {
    private static final String NAME = "HmacSHA256";

    private HmacSha256() {}

    /**
     * The 32-byte code of a message.
     *
     * @param key at least one byte
     */
    public static byte[] mac(SecretBytes key, byte[] message) {
        return key.reveal(bytes -> {
            try {
                Mac mac = Mac.getInstance(NAME);
                mac.init(new SecretKeySpec(bytes, NAME));
                return mac.doFinal(message);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every Java platform has " + NAME, impossible);
            }
        });
    }
}
