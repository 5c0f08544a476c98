package io.cofre.local.vault;

import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.cofre.ports.vault.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** One AES-256 key that wraps data keys. Its id is a truncated hash of 32 random bytes, so it says nothing of them. */
final class MasterKey implements AutoCloseable {
    static final int LENGTH = 32;

    private static final byte[] ID_DOMAIN = "cofre.master-key-id.v1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_BYTES = 8;

    private final String id;
    private final SharedSecret bytes;

    private MasterKey(String id, SharedSecret bytes) {
        this.id = id;
        this.bytes = bytes;
    }

    /** Takes the array itself, which the caller must not touch again. */
    static MasterKey owning(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a master key has 32 bytes, not " + bytes.length);
        }
        return new MasterKey(idOf(bytes), new SharedSecret(SecretBytes.owning(bytes)));
    }

    String id() {
        return id;
    }

    /** A copy that the caller closes; it stays whole where this key is closed meanwhile. */
    SecretBytes copy() {
        if (!bytes.acquire()) {
            throw new PortFailure.Unavailable(Dependency.VAULT, "the vault is closed");
        }
        try {
            return bytes.copy();
        } finally {
            bytes.release();
        }
    }

    @Override
    public void close() {
        bytes.dismiss();
    }

    private static String idOf(byte[] bytes) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(ID_DOMAIN);
            return "mk_" + HexFormat.of().formatHex(Arrays.copyOf(sha.digest(bytes), ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
