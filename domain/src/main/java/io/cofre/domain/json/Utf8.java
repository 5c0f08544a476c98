package io.cofre.domain.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One look over a document before it is parsed: is it UTF-8 (RFC 3629: shortest form, no surrogates, at most U+10FFFF),
 * and does it hold a backslash at all? The parser behind takes overlong forms and encoded surrogates without a word, so
 * they are refused here. And in a document without a backslash no text can hold a lone surrogate or U+0000, so that its
 * texts need no second look.
 */
final class Utf8 {
    /** What {@link #scan} answers besides the offset of the first bad byte. */
    static final int PLAIN = -1;

    static final int WITH_ESCAPES = -2;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;
    private static final long BACKSLASHES = 0x5c5c5c5c5c5c5c5cL;

    private Utf8() {}

    /** {@link #PLAIN}, {@link #WITH_ESCAPES}, or the offset from {@code from} of the first byte that is not UTF-8. */
    static int scan(byte[] bytes, int from, int to) {
        boolean escapes = false;
        int at = from;
        while (at < to) {
            if (at + Long.BYTES <= to) {
                long eight = (long) LONG.get(bytes, at);
                if ((eight & HIGH_BITS) == 0) {
                    // With all high bits clear, subtracting one from each lane borrows into the high bit of a zero lane
                    // only.
                    escapes |= (((eight ^ BACKSLASHES) - ONES) & HIGH_BITS) != 0;
                    at += Long.BYTES;
                    continue;
                }
            }
            int length = sequence(bytes, at, to);
            if (length == 0) {
                return at - from;
            }
            escapes |= bytes[at] == '\\';
            at += length;
        }
        return escapes ? WITH_ESCAPES : PLAIN;
    }

    /** How many bytes the character at {@code at} has; 0 where there is none. */
    private static int sequence(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xc2) {
            return 0;
        }
        if (first < 0xe0) {
            return continues(bytes, at + 1, to, 1) ? 2 : 0;
        }
        if (at + 1 >= to) {
            return 0;
        }
        int second = bytes[at + 1] & 0xff;
        if (first < 0xf0) {
            boolean overlong = first == 0xe0 && second < 0xa0;
            boolean surrogate = first == 0xed && second >= 0xa0;
            return !overlong && !surrogate && continues(bytes, at + 1, to, 2) ? 3 : 0;
        }
        boolean overlong = first == 0xf0 && second < 0x90;
        boolean beyond = first > 0xf4 || (first == 0xf4 && second >= 0x90);
        return !overlong && !beyond && continues(bytes, at + 1, to, 3) ? 4 : 0;
    }

    private static boolean continues(byte[] bytes, int at, int to, int count) {
        if (at + count > to) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return false;
            }
        }
        return true;
    }
}
