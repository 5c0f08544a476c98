package io.cofre.domain.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.domain.crypto.Ed25519.Verdict;
import io.cofre.domain.crypto.Edwards25519.Point;
import io.cofre.domain.vectors.Vectors;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.vault.Ed25519Engine.Signer;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.testkit.fixtures.Seeds;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Ed25519Test {
    private static final HexFormat HEX = HexFormat.of();
    private static final int ROUNDS = 210;

    /** Both engines where both are there; ACCP's absence is said, for its cases are not run then. */
    static List<Ed25519> engines() {
        List<Ed25519> engines = new ArrayList<>(List.of(Ed25519.bouncyCastle()));
        Ed25519.accp().ifPresentOrElse(engines::add, () -> System.out.println("ACCP does not load here: not tested"));
        return engines;
    }

    @Test
    void fastest_whereAccpLoads_isAccp() {
        assertThat(Ed25519.fastest().name())
                .isEqualTo(Ed25519.accp().map(Ed25519::name).orElse("BouncyCastle"));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void sign_rfc8032Vectors_areReproduced(Ed25519 engine) {
        List<String> rows = Vectors.lines("rfc8032-ed25519.txt");

        assertThat(rows).hasSize(5).allSatisfy(row -> {
            String[] columns = row.split(" ", -1);
            byte[] message = columns[3].equals("-") ? new byte[0] : HEX.parseHex(columns[3]);
            try (SecretBytes seed = SecretBytes.owning(HEX.parseHex(columns[1]));
                    Signer signer = engine.signer(seed)) {
                assertThat(engine.publicKey(seed).hex()).isEqualTo(columns[2]);
                assertThat(signer.publicKey().hex()).isEqualTo(columns[2]);
                assertThat(HEX.formatHex(engine.sign(seed, message))).isEqualTo(columns[4]);
                assertThat(HEX.formatHex(signer.sign(message))).isEqualTo(columns[4]);
            }
            assertThat(verdict(engine, HEX.parseHex(columns[2]), message, HEX.parseHex(columns[4])))
                    .isEqualTo(Verdict.VALID);
        });
    }

    @ParameterizedTest
    @MethodSource("engines")
    void signer_afterItsSeedWasClosed_signs_andRefusesOnceClosed(Ed25519 engine) {
        SecretBytes seed = SecretBytes.owning(new byte[32]);
        Signer signer = engine.signer(seed);
        byte[] expected = engine.sign(seed, new byte[3]);
        seed.close();

        assertThat(signer.sign(new byte[3])).isEqualTo(expected);
        signer.close();
        signer.close();
        assertThatThrownBy(() -> signer.sign(new byte[3])).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void signer_seedOfAnotherLength_isRefused(Ed25519 engine) {
        try (SecretBytes seed = SecretBytes.owning(new byte[31])) {
            assertThatThrownBy(() -> engine.signer(seed)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> engine.sign(seed, new byte[0])).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> engine.publicKey(seed)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void verify_everyAttack_hasTheSpecsVerdictFromBothEngines() {
        long seed = Seeds.next();
        Random random = new Random(seed);
        Point torsion = Edwards25519.torsionOfOrder8();
        Map<String, Integer> disagreements = new LinkedHashMap<>();
        Map<String, Integer> accepted = new LinkedHashMap<>();
        int cases = 0;
        for (int i = 0; i < ROUNDS; i++) {
            // 1 to 7 times a point of order 8: orders 8, 4, 8, 2, 8, 4, 8.
            Point small = torsion.times(BigInteger.valueOf(1 + i % 7));
            for (Attack attack : attacks(random, small)) {
                cases++;
                boolean expected = Edwards25519.accepts(attack.key, attack.message, attack.signature);
                accepted.merge(attack.name, expected ? 1 : 0, Integer::sum);
                for (Ed25519 engine : engines()) {
                    Verdict verdict = verdict(engine, attack.key, attack.message, attack.signature);
                    if ((verdict == Verdict.VALID) != expected) {
                        disagreements.merge(engine.name() + ": " + attack.name, 1, Integer::sum);
                    }
                }
            }
        }
        System.out.println("Ed25519: " + cases + " made signatures, accepted of " + ROUNDS + " each: " + accepted);

        assertThat(disagreements).as("seed %d", seed).isEmpty();
        assertThat(accepted)
                .isEqualTo(Map.of(
                        "good", ROUNDS,
                        "torsion added to R", 0,
                        "torsion added to A", 0,
                        "torsion added to A, unseen by the equation", 0,
                        "torsion added to both", 0,
                        "R of small order", 0,
                        "A of small order", 0,
                        "R neutral", 0,
                        "S + L", 0,
                        "a bit turned", 0));
    }

    /** What goes wrong without the checks: each engine alone accepts some of what the other refuses. */
    @Test
    void torsionAddedToR_withoutTheChecks_dividesTheEngines() {
        Random random = new Random(1);
        Point torsion = Edwards25519.torsionOfOrder8();
        Attack attack = attacks(random, torsion).stream()
                .filter(a -> a.name.equals("torsion added to R"))
                .findFirst()
                .orElseThrow();

        boolean cofactored = org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
                attack.signature, 0, attack.key, 0, attack.message, 0, attack.message.length);

        assertThat(cofactored).isTrue();
    }

    private static final class Attack {
        final String name;
        final byte[] key;
        final byte[] message;
        final byte[] signature;

        Attack(String name, byte[] key, byte[] message, byte[] signature) {
            this.name = name;
            this.key = key;
            this.message = message;
            this.signature = signature;
        }
    }

    private static List<Attack> attacks(Random random, Point small) {
        byte[] seed = bytes(random, 32);
        byte[] message = bytes(random, random.nextInt(100));
        BigInteger a = Edwards25519.scalar(seed);
        BigInteger r = new BigInteger(250, random).add(BigInteger.ONE);
        Point pointA = Edwards25519.BASE.times(a);
        Point pointR = Edwards25519.BASE.times(r);
        Point shiftedA = pointA.plus(small);
        byte[] good = sign(pointR, r, pointA, a, message);
        byte[] overflowing = Edwards25519.signature(
                Arrays.copyOf(good, 32),
                Edwards25519.number(Arrays.copyOfRange(good, 32, 64)).add(Edwards25519.L));
        byte[] turned = good.clone();
        turned[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
        byte[] key = pointA.encode();
        return List.of(
                new Attack("good", key, message, good),
                new Attack("torsion added to R", key, message, sign(pointR.plus(small), r, pointA, a, message)),
                new Attack("torsion added to A", shiftedA.encode(), message, sign(pointR, r, shiftedA, a, message)),
                unseen(random, shiftedA, a),
                new Attack(
                        "torsion added to both",
                        shiftedA.encode(),
                        message,
                        sign(pointR.plus(small), r, shiftedA, a, message)),
                new Attack("R of small order", key, message, sign(small, BigInteger.ZERO, pointA, a, message)),
                new Attack(
                        "A of small order", small.encode(), message, sign(pointR, r, small, BigInteger.ZERO, message)),
                new Attack("R neutral", key, message, sign(Edwards25519.NEUTRAL, BigInteger.ZERO, pointA, a, message)),
                new Attack("S + L", key, message, overflowing),
                new Attack("a bit turned", key, message, turned));
    }

    /** With h a multiple of 8 the torsion of A vanishes from hA, and every equation holds. */
    private static Attack unseen(Random random, Point shiftedA, BigInteger a) {
        BigInteger r = new BigInteger(250, random).add(BigInteger.ONE);
        Point pointR = Edwards25519.BASE.times(r);
        while (true) {
            byte[] message = bytes(random, 16);
            BigInteger h = Edwards25519.challenge(pointR.encode(), shiftedA.encode(), message);
            if (h.mod(BigInteger.valueOf(8)).signum() == 0) {
                return new Attack(
                        "torsion added to A, unseen by the equation",
                        shiftedA.encode(),
                        message,
                        sign(pointR, r, shiftedA, a, message));
            }
        }
    }

    private static byte[] sign(Point pointR, BigInteger r, Point pointA, BigInteger a, byte[] message) {
        byte[] encoded = pointR.encode();
        BigInteger h = Edwards25519.challenge(encoded, pointA.encode(), message);
        return Edwards25519.signature(encoded, r.add(h.multiply(a)).mod(Edwards25519.L));
    }

    @Test
    void check_pointsThatAreNotCanonicalOrNotOfPrimeOrder_areRefused() {
        BigInteger p = Edwards25519.P;
        List<byte[]> bad = new ArrayList<>();
        for (int i = 0; i < 19; i++) {
            // All encodings of y at or above p, with either sign.
            byte[] encoded = Edwards25519.littleEndian(p.add(BigInteger.valueOf(i)));
            bad.add(encoded);
            bad.add(withSign(encoded));
        }
        bad.add(withSign(Edwards25519.littleEndian(BigInteger.ONE)));
        bad.add(withSign(Edwards25519.littleEndian(p.subtract(BigInteger.ONE))));
        Point torsion = Edwards25519.torsionOfOrder8();
        for (int i = 0; i < 8; i++) {
            Point small = torsion.times(BigInteger.valueOf(i));
            bad.add(small.encode());
            if (i > 0) {
                bad.add(small.plus(Edwards25519.BASE.times(BigInteger.valueOf(1000 + i)))
                        .encode());
            }
        }
        for (Ed25519 engine : engines()) {
            assertThat(bad)
                    .allSatisfy(encoded -> assertThat(engine.check(PublicKey.of(encoded)))
                            .as(HEX.formatHex(encoded))
                            .isEmpty());
            assertThat(engine.check(PublicKey.of(Edwards25519.BASE.encode()))).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void verify_everyNonCanonicalR_isInvalid(Ed25519 engine) {
        try (SecretBytes seed = SecretBytes.owning(new byte[32])) {
            byte[] key = engine.publicKey(seed).bytes();
            byte[] message = "m".getBytes(StandardCharsets.UTF_8);
            BigInteger a = Edwards25519.scalar(new byte[32]);
            for (int i = 0; i < 19; i++) {
                for (byte[] r : List.of(
                        Edwards25519.littleEndian(Edwards25519.P.add(BigInteger.valueOf(i))),
                        withSign(Edwards25519.littleEndian(Edwards25519.P.add(BigInteger.valueOf(i)))),
                        withSign(Edwards25519.littleEndian(BigInteger.ONE)))) {
                    BigInteger s =
                            Edwards25519.challenge(r, key, message).multiply(a).mod(Edwards25519.L);
                    assertThat(verdict(engine, key, message, Edwards25519.signature(r, s)))
                            .isEqualTo(Verdict.INVALID);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void verify_otherLengths_areInvalid(Ed25519 engine) {
        try (SecretBytes seed = SecretBytes.owning(new byte[32])) {
            CheckedKey key = engine.check(engine.publicKey(seed)).orElseThrow();
            byte[] signature = engine.sign(seed, new byte[5]);

            assertThat(engine.verify(key, new byte[5], signature)).isEqualTo(Verdict.VALID);
            for (int length : new int[] {0, 32, 63, 65, 128}) {
                assertThat(engine.verify(key, new byte[5], Arrays.copyOf(signature, length)))
                        .isEqualTo(Verdict.INVALID);
            }
        }
    }

    private static byte[] withSign(byte[] encoded) {
        byte[] signed = encoded.clone();
        signed[31] |= (byte) 0x80;
        return signed;
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    static Verdict verdict(Ed25519 engine, byte[] key, byte[] message, byte[] signature) {
        return engine.check(PublicKey.of(key))
                .map(checked -> engine.verify(checked, message, signature))
                .orElse(Verdict.INVALID);
    }
}
