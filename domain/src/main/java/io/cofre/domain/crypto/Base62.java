package io.cofre.domain.crypto;

import java.math.BigInteger;

/**
 * Unsigned big-endian numbers in base 62, digits {@code 0-9A-Za-z}, padded with zeros on the left to a fixed width. The
 * digits stand in the order of their characters: of two numbers of one width the texts compare as the numbers do.
 */
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

    /**
     * The same for a small number.
     *
     * @param number 0 up
     * @throws IllegalArgumentException where it does not fit the width
     */
    public static String encode(long number, int width) {
        char[] text = new char[width];
        long rest = number;
        for (int i = width - 1; i >= 0; i--) {
            text[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        if (rest != 0) {
            throw new IllegalArgumentException("the number needs more than " + width + " digits of base 62");
        }
        return new String(text);
    }

    /** Whether the text is digits from a place to its end. */
    public static boolean isNumber(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))) {
                return false;
            }
        }
        return true;
    }
}
