package io.cofre.local.vault;

import io.cofre.ports.PortFailure;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.vault.SecretRows.Sealed;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The encryption of one row: AES-256-GCM (NIST SP 800-38D) under a data key that encrypts nothing else, and that key
 * wrapped the same way by a master key. The associated data bind both to the ref, to the version of this form, and to
 * their part in it, so that no stored text can stand in another's place.
 *
 * <p>A master key's ivs are random, so it may wrap 2^32 times (SP 800-38D, 8.3); a rotation starts the count again. The
 * cipher of the JDK keeps its own copy of a key until it is collected.
 */
final class Envelope {
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int DATA_KEY_BYTES = 32;
    private static final String SECRET_PART = "cofre.vault.secret.v1\n";
    private static final String KEY_PART = "cofre.vault.key.v1\n";

    private final MasterKeys masters;
    private final SecureRandom random;

    Envelope(MasterKeys masters, SecureRandom random) {
        this.masters = masters;
        this.random = random;
    }

    Sealed seal(SecretRef ref, SecretBytes secret) {
        byte[] dataKey = new byte[DATA_KEY_BYTES];
        random.nextBytes(dataKey);
        try {
            String ciphertext = secret.reveal(bytes -> encrypt(dataKey, bytes, SECRET_PART + ref));
            return wrap(ref, dataKey, ciphertext);
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    SecretBytes open(SecretRef ref, Sealed sealed) {
        byte[] dataKey = unwrap(ref, sealed);
        try {
            return SecretBytes.owning(decrypt(dataKey, sealed.ciphertext(), SECRET_PART + ref, ref));
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    /** The same row with its data key wrapped by the current master key; the secret itself is not decrypted. */
    Sealed rewrap(SecretRef ref, Sealed sealed) {
        byte[] dataKey = unwrap(ref, sealed);
        try {
            return wrap(ref, dataKey, sealed.ciphertext());
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    private Sealed wrap(SecretRef ref, byte[] dataKey, String ciphertext) {
        MasterKey master = masters.current();
        try (SecretBytes key = master.copy()) {
            return new Sealed(
                    master.id(), key.reveal(bytes -> encrypt(bytes, dataKey, keyPart(ref, master))), ciphertext);
        }
    }

    private byte[] unwrap(SecretRef ref, Sealed sealed) {
        MasterKey master = masters.find(sealed.masterKeyId())
                .orElseThrow(() -> new PortFailure.Corrupt("the secret " + ref + " is wrapped by the master key "
                        + sealed.masterKeyId() + ", and this vault has " + masters.currentId() + " "
                        + masters.olderIds() + "; add the missing one to the master key file, after the first"));
        try (SecretBytes key = master.copy()) {
            return key.reveal(bytes -> decrypt(bytes, sealed.wrappedKey(), keyPart(ref, master), ref));
        }
    }

    private static String keyPart(SecretRef ref, MasterKey master) {
        return KEY_PART + master.id() + "\n" + ref;
    }

    private String encrypt(byte[] key, byte[] plain, String associated) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, iv, 0, associated);
            byte[] whole = Arrays.copyOf(iv, IV_BYTES + cipher.getOutputSize(plain.length));
            int written = cipher.doFinal(plain, 0, plain.length, whole, IV_BYTES);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, IV_BYTES + written));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-256-GCM", e);
        }
    }

    private static byte[] decrypt(byte[] key, String text, String associated, SecretRef ref) {
        byte[] whole;
        try {
            whole = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new PortFailure.Corrupt("the stored secret " + ref + " is not base64url", e);
        }
        if (whole.length < IV_BYTES + TAG_BITS / 8) {
            throw new PortFailure.Corrupt("the stored secret " + ref + " is cut short");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, key, whole, 0, associated)
                    .doFinal(whole, IV_BYTES, whole.length - IV_BYTES);
        } catch (AEADBadTagException e) {
            throw new PortFailure.Corrupt("the stored secret " + ref + " does not decrypt: the row was changed", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-256-GCM", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] iv, int ivAt, String associated)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv, ivAt, IV_BYTES));
        cipher.updateAAD(associated.getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
