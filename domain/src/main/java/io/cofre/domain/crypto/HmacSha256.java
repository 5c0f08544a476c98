package io.cofre.domain.crypto;

import io.cofre.ports.vault.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC with SHA-256 (RFC 2104). */
public final class HmacSha256 {
    private static final String NAME = "HmacSHA256";

    /** Found once: the search through all providers costs as much as the code itself. */
    private static final Provider PROVIDER = provider();

    private HmacSha256() {}

    /**
     * The 32-byte code of a message.
     *
     * @param key at least one byte
     */
    public static byte[] mac(SecretBytes key, byte[] message) {
        return key.reveal(bytes -> {
            try {
                Mac mac = Mac.getInstance(NAME, PROVIDER);
                mac.init(new SecretKeySpec(bytes, NAME));
                return mac.doFinal(message);
            } catch (GeneralSecurityException impossible) {
                throw absent(impossible);
            }
        });
    }

    private static Provider provider() {
        try {
            return Mac.getInstance(NAME).getProvider();
        } catch (GeneralSecurityException impossible) {
            throw absent(impossible);
        }
    }

    private static IllegalStateException absent(GeneralSecurityException impossible) {
        return new IllegalStateException("every Java platform has " + NAME, impossible);
    }
}
