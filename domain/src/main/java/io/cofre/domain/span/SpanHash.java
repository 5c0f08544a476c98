package io.cofre.domain.span;

import io.cofre.domain.crypto.Blake3;
import io.cofre.domain.crypto.Hex;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.vault.SecretBytes;
import java.nio.charset.StandardCharsets;

/** Hashes as spans write them (spec 03). */
public final class SpanHash {
    private SpanHash() {}

    /** {@code b3:} and the hex of BLAKE3-256. */
    public static PayloadHash of(byte[] bytes) {
        return new PayloadHash("b3:" + Hex.encode(Blake3.hash(bytes)));
    }

    /**
     * {@code b3k:} and the hex of BLAKE3-256 under a tenant's hash key: for private texts, which could be guessed from
     * a plain hash where they are short.
     *
     * @param key 32 bytes
     */
    public static String keyed(SecretBytes key, String text) {
        return "b3k:" + Hex.encode(Blake3.keyed(key, text.getBytes(StandardCharsets.UTF_8)));
    }
}
