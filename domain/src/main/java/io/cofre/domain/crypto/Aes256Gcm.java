package io.cofre.domain.crypto;

import io.cofre.ports.vault.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256 in Galois/Counter Mode (NIST SP 800-38D) with a 96-bit nonce and a 128-bit tag behind the ciphertext. A nonce
 * may serve only once under one key: with random nonces that means at most 2^32 texts a key.
 */
public final class Aes256Gcm {
    public static final int KEY_BYTES = 32;
    public static final int NONCE_BYTES = 12;
    public static final int TAG_BYTES = 16;

    private Aes256Gcm() {}

    /**
     * Ciphertext and tag, {@link #TAG_BYTES} longer than the plaintext.
     *
     * @param associated what the ciphertext belongs to; must be the same for opening
     * @throws IllegalArgumentException for a key or nonce of another length
     */
    public static byte[] seal(SecretBytes key, byte[] nonce, byte[] plaintext, byte[] associated) {
        try {
            return run(Cipher.ENCRYPT_MODE, key, nonce, plaintext, associated);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-256-GCM failed to seal", impossible);
        }
    }

    /**
     * The plaintext; empty where key, nonce, ciphertext or associated bytes are not those it was sealed with.
     *
     * @throws IllegalArgumentException for a key or nonce of another length
     */
    public static Optional<byte[]> open(SecretBytes key, byte[] nonce, byte[] sealed, byte[] associated) {
        if (sealed.length < TAG_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(run(Cipher.DECRYPT_MODE, key, nonce, sealed, associated));
        } catch (AEADBadTagException notTheSame) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-256-GCM failed to open", impossible);
        }
    }

    private static byte[] run(int mode, SecretBytes key, byte[] nonce, byte[] text, byte[] associated)
            throws GeneralSecurityException {
        if (key.length() != KEY_BYTES || nonce.length != NONCE_BYTES) {
            throw new IllegalArgumentException("AES-256-GCM takes a key of 32 bytes and a nonce of 12, not "
                    + key.length() + " and " + nonce.length);
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        SecretKeySpec spec = key.reveal(bytes -> new SecretKeySpec(bytes, "AES"));
        cipher.init(mode, spec, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(associated);
        return cipher.doFinal(text);
    }
}
