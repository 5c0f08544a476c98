package io.cofre.domain.usecase;

import io.cofre.ports.span.SpanId;
import io.cofre.ports.vault.SecretRef;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Ids and refs that nothing has borne before, from the randomness given. Thread-safe if that is. */
public final class FreshNames {
    private final RandomGenerator random;

    /**
     * Makes names.
     *
     * @param random a cryptographic generator in production
     */
    @Inject
    public FreshNames(RandomGenerator random) {
        this.random = random;
    }

    /** A random UUID (RFC 9562, version 4). */
    SpanId spanId() {
        long high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new SpanId(new UUID(high, low));
    }

    SecretRef secretRef() {
        return new SecretRef("vlt_" + HexFormat.of().formatHex(bytes(16)));
    }

    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
