package io.cofre.domain.crypto;

import java.math.BigInteger;
import java.util.Optional;

/** Unsigned big-endian numbers in base 62, digits {@code 0-9A-Za-z}, padded with zeros on the left to a fixed width. */
public final class Base62 {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

    private Base62() {}

    /**
     * The number that the bytes spell.
     *
     * @throws IllegalArgumentException where it does not fit the width
     */
    public static String encode(byte[] number, int width) {
        BigInteger rest = new BigInteger(1, number);
        char[] text = new char[width];
        for (int i = width - 1; i >= 0; i--) {
            BigInteger[] divided = rest.divideAndRemainder(BASE);
            text[i] = DIGITS.charAt(divided[1].intValue());
            rest = divided[0];
        }
        if (rest.signum() != 0) {
            throw new IllegalArgumentException("the number needs more than " + width + " digits of base 62");
        }
        return new String(text);
    }

    /** The number as {@code length} bytes; empty for other characters, and for a number that needs more bytes. */
    public static Optional<byte[]> decode(String text, int length) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            int digit = DIGITS.indexOf(text.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            number = number.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        if (number.bitLength() > length * Byte.SIZE) {
            return Optional.empty();
        }
        byte[] signed = number.toByteArray();
        byte[] bytes = new byte[length];
        int count = Math.min(signed.length, length);
        System.arraycopy(signed, signed.length - count, bytes, length - count, count);
        return Optional.of(bytes);
    }
}
