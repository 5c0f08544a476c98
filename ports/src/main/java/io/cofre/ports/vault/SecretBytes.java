package io.cofre.ports.vault;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Bytes that nobody may see by accident: no {@code toString} of content, no {@code equals}; {@link #reveal} is the only
 * way in and easy to search for. {@link #close} overwrites them. Thread-safe but for {@code close} beside a
 * {@code reveal}: whoever closes owns it.
 */
public final class SecretBytes implements AutoCloseable {
    private final byte[] bytes;
    private volatile boolean closed;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes a copy; the caller clears its own. */
    public static SecretBytes copyOf(byte[] bytes) {
        return new SecretBytes(bytes.clone());
    }

    /** Takes the array itself, which the caller must not touch again. */
    public static SecretBytes owning(byte[] bytes) {
        return new SecretBytes(bytes);
    }

    public int length() {
        return bytes.length;
    }

    /**
     * Hands the bytes themselves to a function that neither keeps nor changes them.
     *
     * @throws IllegalStateException once closed
     */
    public <R> R reveal(Function<byte[], R> use) {
        if (closed) {
            throw new IllegalStateException("this secret was cleared");
        }
        return use.apply(bytes);
    }

    /** Another holder of a copy of the same bytes. */
    public SecretBytes copy() {
        return reveal(SecretBytes::copyOf);
    }

    /** In constant time for equal lengths. */
    public boolean same(SecretBytes other) {
        return reveal(mine -> other.reveal(theirs -> MessageDigest.isEqual(mine, theirs)));
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "SecretBytes[hidden]";
    }
}
