package io.cofre.domain.crypto;

import java.util.zip.CRC32;

/** CRC-32 of IEEE 802.3, as in gzip: finds typing errors, proves nothing. */
public final class Crc32 {
    private Crc32() {}

    /** The checksum, 0 to 2^32 - 1. */
    public static long of(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
