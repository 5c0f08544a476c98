package io.cofre.domain.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.vectors.Vectors;
import io.cofre.testkit.fixtures.Seeds;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.erdtman.jcs.NumberToJSON;
import org.junit.jupiter.api.Test;

class EcmaNumberTest {

    @Test
    void text_ofAppendixB_isAsPublished() {
        List<String> rows = Vectors.lines("rfc8785-appendix-b.txt");

        assertThat(rows).hasSize(24).allSatisfy(row -> {
            String[] columns = row.split(" ", -1);
            assertThat(EcmaNumber.text(positiveZero(Double.longBitsToDouble(Long.parseUnsignedLong(columns[0], 16)))))
                    .isEqualTo(columns[1]);
        });
    }

    @Test
    void text_ofThePublishedEs6Numbers_hasThePublishedChecksums() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Es6Numbers numbers = new Es6Numbers();

        hash(digest, numbers, 1_000);
        assertThat(checksum(digest)).isEqualTo("be18b62b6f69cdab33a7e0dae0d9cfa869fda80ddc712221570f9f40a5878687");
        hash(digest, numbers, 10_000);
        assertThat(checksum(digest)).isEqualTo("b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892");
        hash(digest, numbers, 100_000);
        assertThat(checksum(digest)).isEqualTo("22776e6d4b49fa294a0d0f349268e5c28808fe7e0cb2bcbe28f63894e494d4c7");
        hash(digest, numbers, 1_000_000);
        assertThat(checksum(digest)).isEqualTo("49415fee2c56c77864931bd3624faad425c3c577d6d74e89a83bc725506dad16");
    }

    @Test
    void text_ofTheSmallestSubnormals_isTheShortestAndNearest() {
        for (long bits = 1; bits <= 5_000; bits++) {
            double value = Double.longBitsToDouble(bits);
            assertThat(new BigDecimal(EcmaNumber.text(value)))
                    .as("bits %x", bits)
                    .isEqualByComparingTo(shortestNearest(value));
        }
    }

    @Test
    void text_ofRandomBits_isAsAnotherImplementationPrintsIt() throws IOException {
        long seed = Seeds.next();
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            // Random bits reach all exponents; a third stays among those that people write.
            double value = i % 3 == 0
                    ? random.nextInt(1_000_000_000) / Math.pow(10, random.nextInt(12))
                    : Double.longBitsToDouble(random.nextLong());
            // The other implementation prints subnormal numbers with the digits that Java once printed.
            if (Double.isFinite(value) && Math.abs(value) >= Double.MIN_NORMAL) {
                assertThat(EcmaNumber.text(value))
                        .as("seed %d, bits %x", seed, Double.doubleToLongBits(value))
                        .isEqualTo(NumberToJSON.serializeNumber(value));
            }
        }
    }

    /**
     * The definition, by search: of all decimals that round to the value those with the fewest digits, and of these the
     * nearest.
     */
    private static BigDecimal shortestNearest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits <= 17; digits++) {
            int scale = exact.scale() - exact.precision() + digits;
            BigDecimal below = exact.setScale(scale, java.math.RoundingMode.FLOOR);
            BigDecimal above = below.add(BigDecimal.ONE.scaleByPowerOfTen(-scale));
            boolean belowIs = below.doubleValue() == value;
            boolean aboveIs = above.doubleValue() == value;
            if (belowIs && aboveIs) {
                return exact.subtract(below).compareTo(above.subtract(exact)) <= 0 ? below : above;
            }
            if (belowIs || aboveIs) {
                return belowIs ? below : above;
            }
        }
        throw new AssertionError("no 17 digits round to " + value);
    }

    private static void hash(MessageDigest digest, Es6Numbers numbers, int upTo) {
        while (numbers.index < upTo) {
            double value = numbers.next();
            String line = Long.toHexString(Double.doubleToRawLongBits(value)) + ","
                    + EcmaNumber.text(positiveZero(value)) + "\n";
            digest.update(line.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static String checksum(MessageDigest digest) {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static double positiveZero(double value) {
        return new JsonNumber(value).value();
    }

    /** The published sequence: fixed numbers, 2,000 in series, then those of a SHA-256 chain. */
    private static final class Es6Numbers {
        private final List<Double> fixed = new ArrayList<>();
        private final MessageDigest sha256;
        private byte[] block = new byte[32];
        private ByteBuffer chain = ByteBuffer.allocate(0);
        private int index;

        Es6Numbers() throws NoSuchAlgorithmException {
            sha256 = MessageDigest.getInstance("SHA-256");
            for (String line : Vectors.lines("es6-numbers.txt")) {
                for (String bits : line.split(" ", -1)) {
                    fixed.add(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16)));
                }
            }
        }

        double next() {
            int at = index++;
            if (at < fixed.size()) {
                return fixed.get(at);
            }
            if (at < fixed.size() + 2_000) {
                return Double.longBitsToDouble(0x0010000000000000L + at - fixed.size());
            }
            double value = 0;
            while (value == 0 || !Double.isFinite(value)) {
                if (!chain.hasRemaining()) {
                    block = sha256.digest(block);
                    chain = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
                }
                value = chain.getDouble();
            }
            return value;
        }
    }
}
