package io.cofre.domain.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.ports.vault.SecretBytes;
import io.cofre.testkit.fixtures.Seeds;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrimitivesTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void blake3_ofNothing_isThePublishedHash() {
        assertThat(HEX.formatHex(Blake3.hash(new byte[0])))
                .isEqualTo("af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262");
    }

    @Test
    void blake3Keyed_keyOfAnotherLength_isRefused() {
        try (SecretBytes key = SecretBytes.owning(new byte[31])) {
            assertThatThrownBy(() -> Blake3.keyed(key, new byte[0])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** RFC 4231, test cases 2 and 6. */
    @Test
    void hmacSha256_rfc4231_isReproduced() {
        try (SecretBytes jefe = SecretBytes.copyOf("Jefe".getBytes(UTF_8));
                SecretBytes longer = SecretBytes.owning(filled(131, 0xaa))) {
            assertThat(HEX.formatHex(HmacSha256.mac(jefe, "what do ya want for nothing?".getBytes(UTF_8))))
                    .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
            assertThat(HEX.formatHex(HmacSha256.mac(
                            longer, "Test Using Larger Than Block-Size Key - Hash Key First".getBytes(UTF_8))))
                    .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
        }
    }

    @Test
    void crc32_ofTheCheckText_isTheCheckValue() {
        assertThat(Crc32.of("123456789".getBytes(UTF_8))).isEqualTo(0xcbf43926L);
        assertThat(Crc32.of(new byte[0])).isZero();
    }

    /**
     * RFC 9562, appendix A.4, is in the DNS namespace; this one is Python's uuid.uuid5(uuid.NAMESPACE_URL,
     * "https://example.com/é").
     */
    @Test
    void nameUuid_ofAName_isVersion5InTheUrlNamespace() {
        assertThat(NameUuid.inUrlNamespace("https://example.com/é"))
                .isEqualTo(UUID.fromString("20ecd233-a9e7-5067-a96f-fd6600ca3fda"));
        assertThat(NameUuid.inUrlNamespace("").version()).isEqualTo(5);
        assertThat(NameUuid.inUrlNamespace("").variant()).isEqualTo(2);
    }

    @Test
    void aes256Gcm_sealedAndOpened_isTheSame_andNothingElseOpensIt() {
        byte[] plaintext = "a memory".getBytes(UTF_8);
        byte[] nonce = filled(12, 7);
        byte[] associated = "wlt_a".getBytes(UTF_8);
        try (SecretBytes key = SecretBytes.owning(filled(32, 1));
                SecretBytes other = SecretBytes.owning(filled(32, 2))) {
            byte[] sealed = Aes256Gcm.seal(key, nonce, plaintext, associated);
            byte[] turned = sealed.clone();
            turned[3] ^= 1;

            assertThat(sealed).hasSize(plaintext.length + Aes256Gcm.TAG_BYTES);
            assertThat(Aes256Gcm.open(key, nonce, sealed, associated)).hasValue(plaintext);
            assertThat(Aes256Gcm.open(other, nonce, sealed, associated)).isEmpty();
            assertThat(Aes256Gcm.open(key, filled(12, 8), sealed, associated)).isEmpty();
            assertThat(Aes256Gcm.open(key, nonce, sealed, "wlt_b".getBytes(UTF_8)))
                    .isEmpty();
            assertThat(Aes256Gcm.open(key, nonce, turned, associated)).isEmpty();
            assertThat(Aes256Gcm.open(key, nonce, new byte[15], associated)).isEmpty();
            assertThatThrownBy(() -> Aes256Gcm.seal(key, new byte[13], plaintext, associated))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** McGrew and Viega, "The Galois/Counter Mode of Operation", test cases 13 and 14. */
    @Test
    void aes256Gcm_publishedCases_areReproduced() {
        try (SecretBytes key = SecretBytes.owning(new byte[32])) {
            assertThat(HEX.formatHex(Aes256Gcm.seal(key, new byte[12], new byte[0], new byte[0])))
                    .isEqualTo("530f8afbc74536b9a963b4f1c4cb738b");
            assertThat(HEX.formatHex(Aes256Gcm.seal(key, new byte[12], new byte[16], new byte[0])))
                    .isEqualTo("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A0", "0", "0g", " 0", "0x", "é0"})
    void hex_whatIsNotLowerCaseHex_isEmpty(String text) {
        assertThat(Hex.decode(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AA==", "AB", "A+8", "A/8", "A\n", "A_-_=", "ÄAAA"})
    void base64Url_whatIsNotTheOneSpelling_isEmpty(String text) {
        assertThat(Base64Url.decode(text)).isEmpty();
    }

    @Test
    void codecs_anyBytes_comeBack() {
        long seed = Seeds.next();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);

            assertThat(Hex.decode(Hex.encode(bytes))).as("seed %d", seed).hasValue(bytes);
            assertThat(Base64Url.decode(Base64Url.encode(bytes)))
                    .as("seed %d", seed)
                    .hasValue(bytes);
        }
    }

    @Test
    void base62_anyNumbers_areWrittenAndComparedAsNumbersAre() {
        long seed = Seeds.next();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            long one = random.nextLong() & 0xffff_ffffL;
            long two = random.nextLong() & 0xffff_ffffL;
            String text = Base62.encode(one, 6);

            assertThat(Base62.encode(
                            ByteBuffer.allocate(Long.BYTES).putLong(one).array(), 6))
                    .as("seed %d", seed)
                    .isEqualTo(text);
            assertThat(Integer.signum(text.compareTo(Base62.encode(two, 6))))
                    .as("seed %d", seed)
                    .isEqualTo(Long.compare(one, two));
        }
    }

    @Test
    void base62_widthsAndBounds_areExact() {
        assertThat(Base62.encode(filled(32, 0xff), 43)).hasSize(43);
        assertThat(Base62.encode(new byte[32], 43)).isEqualTo("0".repeat(43));
        assertThat(Base62.encode(new byte[] {61}, 2)).isEqualTo("0z");
        assertThat(Base62.encode(new byte[] {62}, 2)).isEqualTo("10");
        assertThat(Base62.encode(255, 2)).isEqualTo("47");
        assertThat(Base62.encode(0, 2)).isEqualTo("00");
        assertThat(Base62.isNumber("-09AZaz", 1)).isTrue();
        assertThat(Base62.isNumber("-09AZaz", 0)).isFalse();
        for (String other : new String[] {"/", ":", "@", "[", "`", "{", "é"}) {
            assertThat(Base62.isNumber(other, 0)).as(other).isFalse();
        }
        assertThatThrownBy(() -> Base62.encode(62, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Base62.encode(new byte[] {62}, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void constantTime_same_isByContent() {
        assertThat(ConstantTime.same(new byte[] {1, 2}, new byte[] {1, 2})).isTrue();
        assertThat(ConstantTime.same(new byte[] {1, 2}, new byte[] {1, 3})).isFalse();
        assertThat(ConstantTime.same(new byte[] {1, 2}, new byte[] {1})).isFalse();
    }

    private static byte[] filled(int count, int with) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }
}
