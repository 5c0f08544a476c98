package io.cofre.domain.json;

import java.nio.charset.StandardCharsets;

/**
 * Prints a double as ECMAScript's {@code Number::toString} does (ECMA-262, section 6.1.6.1.20), which RFC 8785, section
 * 3.2.2.3, makes canonical.
 *
 * <p>Since JDK 19 {@code Double.toString} gives the shortest digits that round to the value, and of those the nearest
 * (Raffaello Giulietti, "The Schubfach way to render doubles"); only their arrangement differs from ECMAScript's, and
 * one rule: where a single digit would do, Java still chooses among those of two digits ({@code 4.9E-324}, where
 * ECMAScript has {@code 5e-324}). That can matter only where neighbours lie so far apart that one digit and a nearer
 * pair of digits both round to the value: among the subnormal numbers.
 */
final class EcmaNumber {
    /**
     * The most bytes of one number: a sign, 17 digits, a point and {@code e-324}, or {@code 0.00000} before 17 digits.
     */
    static final int MAX_BYTES = 32;

    private static final int MAX_DIGITS = 20;
    private static final double EXACT_INTEGERS = 9007199254740992.0;

    private EcmaNumber() {}

    /** Writes at {@code at}, where {@link #MAX_BYTES} must be free, and answers where the next byte goes. */
    static int write(double value, byte[] into, int at) {
        int next = at;
        double magnitude = value;
        if (value < 0) {
            into[next++] = '-';
            magnitude = -value;
        }
        return magnitude < EXACT_INTEGERS && magnitude == (long) magnitude
                ? integer((long) magnitude, into, next)
                : digits(magnitude, into, next);
    }

    private static int integer(long value, byte[] into, int at) {
        int length = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            length++;
        }
        long rest = value;
        for (int i = at + length - 1; i >= at; i--) {
            into[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + length;
    }

    private static int digits(double magnitude, byte[] into, int at) {
        String java = Double.toString(magnitude);
        byte[] digits = new byte[MAX_DIGITS];
        int count = 0;
        // The value is 0.DIGITS times ten to the power of point.
        int point = 0;
        boolean afterPoint = false;
        int exponent = 0;
        for (int i = 0; i < java.length(); i++) {
            char c = java.charAt(i);
            if (c == '.') {
                afterPoint = true;
            } else if (c == 'E') {
                exponent = Integer.parseInt(java, i + 1, java.length(), 10);
                break;
            } else if (c != '0' || count > 0) {
                digits[count++] = (byte) c;
                point += afterPoint ? 0 : 1;
            } else {
                point -= afterPoint ? 1 : 0;
            }
        }
        point += exponent;
        while (digits[count - 1] == '0') {
            count--;
        }
        if (count == 2 && magnitude < Double.MIN_NORMAL) {
            int single = singleDigit(magnitude, digits, point);
            if (single > 0) {
                digits[0] = (byte) (single == 10 ? '1' : '0' + single);
                point += single == 10 ? 1 : 0;
                count = 1;
            }
        }
        return arrange(digits, count, point, into, at);
    }

    /**
     * The one digit (10 for a one in the place above) that rounds to the value and is nearest to it; 0 where none does.
     */
    private static int singleDigit(double magnitude, byte[] digits, int point) {
        int below = digits[0] - '0';
        int nearest = digits[1] < '5' ? below : below + 1;
        int other = nearest == below ? below + 1 : below;
        if (roundsTo(nearest, point, magnitude)) {
            return nearest;
        }
        return roundsTo(other, point, magnitude) ? other : 0;
    }

    private static boolean roundsTo(int digit, int point, double magnitude) {
        return Double.parseDouble(digit + "e" + (point - 1)) == magnitude;
    }

    private static int arrange(byte[] digits, int count, int point, byte[] into, int at) {
        int next = at;
        if (count <= point && point <= 21) {
            next = copy(digits, 0, count, into, next);
            return zeros(point - count, into, next);
        }
        if (0 < point && point <= 21) {
            next = copy(digits, 0, point, into, next);
            into[next++] = '.';
            return copy(digits, point, count, into, next);
        }
        if (-6 < point && point <= 0) {
            into[next++] = '0';
            into[next++] = '.';
            next = zeros(-point, into, next);
            return copy(digits, 0, count, into, next);
        }
        into[next++] = digits[0];
        if (count > 1) {
            into[next++] = '.';
            next = copy(digits, 1, count, into, next);
        }
        into[next++] = 'e';
        int exponent = point - 1;
        into[next++] = (byte) (exponent < 0 ? '-' : '+');
        return integer(Math.abs(exponent), into, next);
    }

    private static int copy(byte[] digits, int from, int to, byte[] into, int at) {
        System.arraycopy(digits, from, into, at, to - from);
        return at + to - from;
    }

    private static int zeros(int count, byte[] into, int at) {
        for (int i = 0; i < count; i++) {
            into[at + i] = '0';
        }
        return at + count;
    }

    /** The same as text. */
    static String text(double value) {
        byte[] bytes = new byte[MAX_BYTES];
        return new String(bytes, 0, write(value, bytes, 0), StandardCharsets.ISO_8859_1);
    }
}
