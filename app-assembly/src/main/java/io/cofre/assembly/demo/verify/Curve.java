package io.cofre.assembly.demo.verify;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Which 32 bytes are a point that spec 03 lets sign: edwards25519 (RFC 8032, 5.1), encoded in the one canonical way, in
 * the subgroup of prime order, and not the neutral element. Plain integers: slow, and plain to read.
 */
final class Curve {
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);
    /** A square root of -1. */
    private static final BigInteger I =
            BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);

    private static final Point NEUTRAL = new Point(BigInteger.ZERO, BigInteger.ONE, BigInteger.ONE, BigInteger.ZERO);

    private Curve() {}

    /** Extended homogeneous coordinates (RFC 8032, 5.1.4). */
    private record Point(BigInteger x, BigInteger y, BigInteger z, BigInteger t) {
        Point plus(Point other) {
            BigInteger a = y.subtract(x).multiply(other.y.subtract(other.x)).mod(P);
            BigInteger b = y.add(x).multiply(other.y.add(other.x)).mod(P);
            BigInteger c = t.multiply(other.t).shiftLeft(1).multiply(D).mod(P);
            BigInteger d = z.multiply(other.z).shiftLeft(1).mod(P);
            BigInteger e = b.subtract(a);
            BigInteger f = d.subtract(c);
            BigInteger g = d.add(c);
            BigInteger h = b.add(a);
            return new Point(
                    e.multiply(f).mod(P),
                    g.multiply(h).mod(P),
                    f.multiply(g).mod(P),
                    e.multiply(h).mod(P));
        }

        Point times(BigInteger factor) {
            Point sum = NEUTRAL;
            for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
                sum = sum.plus(sum);
                if (factor.testBit(bit)) {
                    sum = sum.plus(this);
                }
            }
            return sum;
        }

        boolean isNeutral() {
            return x.signum() == 0 && y.equals(z);
        }
    }

    /** Whether the bytes encode such a point. */
    static boolean maySign(byte[] encoded) {
        return decoded(encoded)
                .filter(point -> !point.isNeutral() && point.times(ORDER).isNeutral())
                .isPresent();
    }

    private static Optional<Point> decoded(byte[] encoded) {
        byte[] bigEndian = new byte[32];
        for (int at = 0; at < 32; at++) {
            bigEndian[at] = encoded[31 - at];
        }
        boolean odd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7f;
        BigInteger y = new BigInteger(1, bigEndian);
        if (y.compareTo(P) >= 0) {
            return Optional.empty();
        }
        BigInteger square = y.multiply(y);
        BigInteger u = square.subtract(BigInteger.ONE).mod(P);
        BigInteger v = D.multiply(square).add(BigInteger.ONE).mod(P);
        BigInteger ratio = u.multiply(v.modInverse(P)).mod(P);
        BigInteger x = ratio.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        if (!x.multiply(x).mod(P).equals(ratio)) {
            x = x.multiply(I).mod(P);
        }
        if (!x.multiply(x).mod(P).equals(ratio) || (x.signum() == 0 && odd)) {
            return Optional.empty();
        }
        BigInteger signed = x.testBit(0) == odd ? x : P.subtract(x);
        return Optional.of(
                new Point(signed, y, BigInteger.ONE, signed.multiply(y).mod(P)));
    }
}
