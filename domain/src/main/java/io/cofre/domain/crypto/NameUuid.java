package io.cofre.domain.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids derived from names: UUID version 5 (RFC 9562, section 5.5). */
public final class NameUuid {
    private static final UUID URL_NAMESPACE = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
    private static final long VERSION_MASK = 0xffffffffffff0fffL;
    private static final long VERSION_5 = 0x5000L;
    private static final long VARIANT_MASK = 0x3fffffffffffffffL;
    private static final long VARIANT = 0x8000000000000000L;

    private NameUuid() {}

    /** The id of a name in the URL namespace, in which all derived ids of the ledger lie (spec 03, "The span"). */
    public static UUID inUrlNamespace(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        byte[] input = ByteBuffer.allocate(2 * Long.BYTES + text.length)
                .putLong(URL_NAMESPACE.getMostSignificantBits())
                .putLong(URL_NAMESPACE.getLeastSignificantBits())
                .put(text)
                .array();
        ByteBuffer hash = ByteBuffer.wrap(sha1(input));
        return new UUID((hash.getLong() & VERSION_MASK) | VERSION_5, (hash.getLong() & VARIANT_MASK) | VARIANT);
    }

    private static byte[] sha1(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(input);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }
}
