package io.cofre.domain.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.crypto.Ed25519.Verdict;
import io.cofre.domain.crypto.Edwards25519.Point;
import io.cofre.testkit.fixtures.Seeds;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Points with a part of small order, a thousand of each order: where an equation is cofactored, as BouncyCastle's, they
 * verify; where it is not, as ACCP's, they do not. Spec 03's predicate refuses them whatever the engine.
 */
class TorsionTest {
    private static final int EACH = 1_000;

    /** A well-signed message whose R or A was moved by a point of small order. */
    private static final class Moved {
        final byte[] key;
        final byte[] message;
        final byte[] signature;

        Moved(byte[] key, byte[] message, byte[] signature) {
            this.key = key;
            this.message = message;
            this.signature = signature;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void verify_torsionAddedToR_isInvalidForEveryEngine(int order) {
        Random random = new Random(Seeds.next());
        Point torsion = torsion(order);
        BigInteger a = scalar(random);
        byte[] key = Edwards25519.BASE.times(a).encode();
        BigInteger r = scalar(random);
        Point pointR = Edwards25519.BASE.times(r);
        List<Moved> all = new ArrayList<>(EACH);
        for (int i = 0; i < EACH; i++) {
            byte[] message = bytes(random);
            all.add(new Moved(key, message, sign(pointR.plus(torsion), r, key, a, message)));
            // The next R is one step on: a step costs a thousandth of a new point.
            r = r.add(BigInteger.ONE);
            pointR = pointR.plus(Edwards25519.BASE);
        }

        assertThat(all).allMatch(TorsionTest::cofactoredEquationHolds, "the cofactored equation holds");
        for (Ed25519 engine : Ed25519Test.engines()) {
            assertThat(all.stream().filter(moved -> verdict(engine, moved) == Verdict.VALID))
                    .as(engine.name())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void verify_torsionAddedToA_isInvalidForEveryEngine(int order) {
        Random random = new Random(Seeds.next());
        Point torsion = torsion(order);
        BigInteger r = scalar(random);
        Point pointR = Edwards25519.BASE.times(r);
        BigInteger a = scalar(random);
        Point pointA = Edwards25519.BASE.times(a);
        List<Moved> all = new ArrayList<>(EACH);
        for (int i = 0; i < EACH; i++) {
            byte[] message = bytes(random);
            byte[] key = pointA.plus(torsion).encode();
            all.add(new Moved(key, message, sign(pointR, r, key, a, message)));
            a = a.add(BigInteger.ONE);
            pointA = pointA.plus(Edwards25519.BASE);
        }

        assertThat(all).allMatch(TorsionTest::cofactoredEquationHolds, "the cofactored equation holds");
        for (Ed25519 engine : Ed25519Test.engines()) {
            assertThat(all.stream().filter(moved -> verdict(engine, moved) == Verdict.VALID))
                    .as(engine.name())
                    .isEmpty();
        }
    }

    /** What the engine alone would say, without the checks before it. */
    private static boolean cofactoredEquationHolds(Moved moved) {
        return org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
                moved.signature, 0, moved.key, 0, moved.message, 0, moved.message.length);
    }

    private static Verdict verdict(Ed25519 engine, Moved moved) {
        return Ed25519Test.verdict(engine, moved.key, moved.message, moved.signature);
    }

    private static Point torsion(int order) {
        return Edwards25519.torsionOfOrder8().times(BigInteger.valueOf(8L / order));
    }

    private static byte[] sign(Point pointR, BigInteger r, byte[] key, BigInteger a, byte[] message) {
        byte[] encoded = pointR.encode();
        BigInteger h = Edwards25519.challenge(encoded, key, message);
        return Edwards25519.signature(encoded, r.add(h.multiply(a)).mod(Edwards25519.L));
    }

    private static BigInteger scalar(Random random) {
        return new BigInteger(250, random).add(BigInteger.ONE);
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(100)];
        random.nextBytes(bytes);
        return bytes;
    }
}
