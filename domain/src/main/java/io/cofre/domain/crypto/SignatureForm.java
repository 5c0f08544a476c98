package io.cofre.domain.crypto;

/** The checks of a signature's 64 bytes (R, then S) that need no arithmetic on the curve. */
final class SignatureForm {
    static final int SIGNATURE_BYTES = 64;
    static final int POINT_BYTES = 32;

    /** L = 2^252 + 27742317777372353535851937790883648493, little-endian, as S is (RFC 8032, section 5.1). */
    private static final byte[] ORDER = {
        (byte) 0xed,
        (byte) 0xd3,
        (byte) 0xf5,
        0x5c,
        0x1a,
        0x63,
        0x12,
        0x58,
        (byte) 0xd6,
        (byte) 0x9c,
        (byte) 0xf7,
        (byte) 0xa2,
        (byte) 0xde,
        (byte) 0xf9,
        (byte) 0xde,
        0x14,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0x10
    };

    private SignatureForm() {}

    /** 64 bytes whose S is below L. */
    static boolean isGood(byte[] signature) {
        return signature.length == SIGNATURE_BYTES && belowOrder(signature);
    }

    private static boolean belowOrder(byte[] signature) {
        for (int i = POINT_BYTES - 1; i >= 0; i--) {
            int difference = Byte.toUnsignedInt(signature[POINT_BYTES + i]) - Byte.toUnsignedInt(ORDER[i]);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    /** Whether R is the neutral element: y = 1, x = 0. */
    static boolean hasNeutralR(byte[] signature) {
        if (signature[0] != 1) {
            return false;
        }
        for (int i = 1; i < POINT_BYTES; i++) {
            if (signature[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
