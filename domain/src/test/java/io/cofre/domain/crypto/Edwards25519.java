package io.cofre.domain.crypto;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Ed25519 from its definition (RFC 8032, section 5.1), slow and plain: the third opinion beside the two engines, and
 * the maker of the signatures that no library makes.
 */
public final class Edwards25519 {
    public static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    public static final BigInteger L =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);
    private static final BigInteger ROOT_OF_MINUS_1 =
            BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);

    public static final Point NEUTRAL = new Point(BigInteger.ZERO, BigInteger.ONE);
    public static final Point BASE = decode(littleEndian(BigInteger.valueOf(4)
                    .multiply(BigInteger.valueOf(5).modInverse(P))
                    .mod(P)))
            .orElseThrow();

    private Edwards25519() {}

    public record Point(BigInteger x, BigInteger y) {
        public Point plus(Point other) {
            BigInteger product = D.multiply(x)
                    .multiply(other.x)
                    .multiply(y)
                    .multiply(other.y)
                    .mod(P);
            BigInteger xs = x.multiply(other.y).add(other.x.multiply(y));
            BigInteger ys = y.multiply(other.y).add(x.multiply(other.x));
            return new Point(
                    xs.multiply(BigInteger.ONE.add(product).modInverse(P)).mod(P),
                    ys.multiply(BigInteger.ONE.subtract(product).modInverse(P)).mod(P));
        }

        public Point times(BigInteger factor) {
            // Projective, so that a multiplication inverts once.
            BigInteger[] sum = {BigInteger.ZERO, BigInteger.ONE, BigInteger.ONE};
            BigInteger[] mine = {x, y, BigInteger.ONE};
            for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
                sum = add(sum, sum);
                if (factor.testBit(bit)) {
                    sum = add(sum, mine);
                }
            }
            BigInteger inverse = sum[2].modInverse(P);
            return new Point(
                    sum[0].multiply(inverse).mod(P), sum[1].multiply(inverse).mod(P));
        }

        private static BigInteger[] add(BigInteger[] p, BigInteger[] q) {
            BigInteger a = p[2].multiply(q[2]).mod(P);
            BigInteger b = a.multiply(a).mod(P);
            BigInteger c = p[0].multiply(q[0]).mod(P);
            BigInteger d = p[1].multiply(q[1]).mod(P);
            BigInteger e = D.multiply(c).multiply(d).mod(P);
            BigInteger f = b.subtract(e);
            BigInteger g = b.add(e);
            BigInteger cross =
                    p[0].add(p[1]).multiply(q[0].add(q[1])).subtract(c).subtract(d);
            return new BigInteger[] {
                a.multiply(f).multiply(cross).mod(P),
                a.multiply(g).multiply(d.add(c)).mod(P),
                f.multiply(g).mod(P)
            };
        }

        public byte[] encode() {
            byte[] bytes = littleEndian(y);
            if (x.testBit(0)) {
                bytes[31] |= (byte) 0x80;
            }
            return bytes;
        }

        boolean isPrimeOrder() {
            return !equals(NEUTRAL) && times(L).equals(NEUTRAL);
        }
    }

    /** Empty for what RFC 8032, section 5.1.3, fails to decode. */
    static Optional<Point> decode(byte[] bytes) {
        byte[] unsigned = bytes.clone();
        boolean odd = (unsigned[31] & 0x80) != 0;
        unsigned[31] &= 0x7f;
        BigInteger y = number(unsigned);
        if (y.compareTo(P) >= 0) {
            return Optional.empty();
        }
        BigInteger y2 = y.multiply(y);
        BigInteger x2 = y2.subtract(BigInteger.ONE)
                .multiply(D.multiply(y2).add(BigInteger.ONE).modInverse(P))
                .mod(P);
        BigInteger x = x2.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        if (!x.multiply(x).mod(P).equals(x2)) {
            x = x.multiply(ROOT_OF_MINUS_1).mod(P);
        }
        if (!x.multiply(x).mod(P).equals(x2) || (x.signum() == 0 && odd)) {
            return Optional.empty();
        }
        return Optional.of(new Point(x.testBit(0) == odd ? x : P.subtract(x), y));
    }

    /** The predicate of spec 03, word for word. */
    static boolean accepts(byte[] publicKey, byte[] message, byte[] signature) {
        if (publicKey.length != 32 || signature.length != 64) {
            return false;
        }
        byte[] r = Arrays.copyOf(signature, 32);
        BigInteger s = number(Arrays.copyOfRange(signature, 32, 64));
        if (s.compareTo(L) >= 0) {
            return false;
        }
        Optional<Point> pointA = decode(publicKey).filter(Point::isPrimeOrder);
        if (pointA.isEmpty()) {
            return false;
        }
        Optional<Point> pointR = decode(r).filter(Point::isPrimeOrder);
        return pointR.isPresent()
                && BASE.times(s).equals(pointR.get().plus(pointA.get().times(challenge(r, publicKey, message))));
    }

    /** h of RFC 8032, section 5.1.7. */
    public static BigInteger challenge(byte[] r, byte[] publicKey, byte[] message) {
        return number(sha512(r, publicKey, message)).mod(L);
    }

    /** The secret scalar of a seed. */
    public static BigInteger scalar(byte[] seed) {
        byte[] half = Arrays.copyOf(sha512(seed), 32);
        half[0] &= (byte) 0xf8;
        half[31] = (byte) ((half[31] & 0x7f) | 0x40);
        return number(half);
    }

    static byte[] sha512(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    public static BigInteger number(byte[] littleEndian) {
        return new BigInteger(1, reversed(littleEndian));
    }

    public static byte[] littleEndian(BigInteger number) {
        byte[] signed = number.toByteArray();
        byte[] bigEndian = new byte[32];
        int count = Math.min(signed.length, 32);
        System.arraycopy(signed, signed.length - count, bigEndian, 32 - count, count);
        return reversed(bigEndian);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] turned = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            turned[i] = bytes[bytes.length - 1 - i];
        }
        return turned;
    }

    public static byte[] signature(byte[] r, BigInteger s) {
        byte[] signature = Arrays.copyOf(r, 64);
        System.arraycopy(littleEndian(s), 0, signature, 32, 32);
        return signature;
    }

    /** A point of order 8: what is left of a random point when its prime-order part is taken off. */
    public static Point torsionOfOrder8() {
        for (int y = 2; ; y++) {
            Optional<Point> candidate =
                    decode(littleEndian(BigInteger.valueOf(y))).map(point -> point.times(L));
            if (candidate.isPresent()
                    && !candidate.get().times(BigInteger.valueOf(4)).equals(NEUTRAL)) {
                return candidate.get();
            }
        }
    }
}
