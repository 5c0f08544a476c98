package io.cofre.local.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import io.cofre.local.vault.EnvelopeVault.Caching;
import io.cofre.ports.PortFailure;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.vault.SecretRows.Sealed;
import io.cofre.testkit.fixtures.JdkEd25519;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeVaultTest {
    private static final SecretRef ONE = new SecretRef("vlt_one1");
    private static final SecretRef TWO = new SecretRef("vlt_two2");
    private static final String MASTER = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static final HexFormat HEX = HexFormat.of();

    private final RowsInMemory rows = new RowsInMemory();
    private final EnvelopeVault vault = vault(rows, MASTER, Caching.DEFAULT);

    static EnvelopeVault vault(RowsInMemory rows, String masters, Caching caching) {
        return new EnvelopeVault(
                rows,
                new JdkEd25519(),
                MasterKeys.parse(masters, "the test"),
                caching,
                new SecureRandom(),
                Ticker.systemTicker());
    }

    /** A vault that has cached nothing. */
    private EnvelopeVault fresh() {
        return vault(rows, MASTER, Caching.DEFAULT);
    }

    private void keep(SecretRef ref, byte[] content) {
        try (SecretBytes secret = SecretBytes.copyOf(content)) {
            vault.keep(Map.of(ref, secret));
        }
    }

    private static byte[] read(EnvelopeVault vault, SecretRef ref) {
        return vault.use(ref, secret -> secret.reveal(byte[]::clone));
    }

    @Test
    void generate_freshRefs_makeKeysThatSign() {
        List<PublicKey> keys = vault.generateEd25519(List.of(ONE, TWO));
        byte[] message = "a message".getBytes(UTF_8);

        assertThat(keys).hasSize(2).doesNotHaveDuplicates();
        assertThat(JdkEd25519.verifies(
                        keys.get(0),
                        message,
                        fresh().sign(ONE, List.of(message)).getFirst()))
                .isTrue();
        assertThat(JdkEd25519.verifies(
                        keys.get(1), message, vault.sign(TWO, List.of(message)).getFirst()))
                .isTrue();
        assertThat(JdkEd25519.verifies(
                        keys.get(1), message, vault.sign(ONE, List.of(message)).getFirst()))
                .isFalse();
    }

    /** RFC 8032, 7.1, tests 1 and 2 share no key; test 2 is this one. */
    @Test
    void sign_keyOfRfc8032_givesItsSignature() {
        keep(ONE, HEX.parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));

        assertThat(vault.sign(ONE, List.of(new byte[] {0x72}, new byte[] {0x72})))
                .containsExactly(
                        HEX.parseHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
                        HEX.parseHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"));
    }

    /** The row was made by Python's cryptography (AESGCM) from the form that {@code Envelope} states. */
    @Test
    void use_rowOfAnotherImplementation_reads() {
        SecretRef ref = new SecretRef("vlt_golden_1");
        rows.rows.put(
                ref,
                new Sealed(
                        "mk_cb0ff326b9087ad9",
                        "AAECAwQFBgcICQoLZyP0OOHA5DylaL2gncRWQrPntQfETmlLAF7fviFUPo2Io-mvA5JCPd_lBg-Ihppi",
                        "DA0ODxAREhMUFRYXgxopWlhZZdH-JoGXgLCXvxnoHxwN91Zk4r7qP0L7Iw"));
        EnvelopeVault python =
                vault(rows, "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", Caching.DEFAULT);
        assertThat(read(python, ref)).isEqualTo("a golden secret".getBytes(UTF_8));
    }

    @Test
    void generate_noRefs_touchesNothing() {
        rows.down = new PortFailure.Unavailable("down");
        assertThat(vault.generateEd25519(List.of())).isEmpty();
    }

    @Test
    void generate_oneRefTwice_keepsNothing() {
        assertThatThrownBy(() -> vault.generateEd25519(List.of(ONE, TWO, ONE)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the ref vlt_one1 is named twice");
        assertThat(rows.rows).isEmpty();
    }

    @Test
    void keep_refInUse_leavesTheFirst() {
        keep(ONE, "first".getBytes(UTF_8));
        assertThatThrownBy(() -> keep(ONE, "second".getBytes(UTF_8))).isInstanceOf(IllegalStateException.class);
        assertThat(read(fresh(), ONE)).isEqualTo("first".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33, 65_536})
    void keep_anyLength_comesBackWhole(int length) {
        byte[] content = new byte[length];
        new SecureRandom().nextBytes(content);
        keep(ONE, content);
        assertThat(read(fresh(), ONE)).isEqualTo(content);
    }

    @Test
    void keep_sameContentTwice_sharesNothingInTheRows() {
        keep(ONE, "the same".getBytes(UTF_8));
        keep(TWO, "the same".getBytes(UTF_8));
        assertThat(rows.row(ONE).ciphertext()).isNotEqualTo(rows.row(TWO).ciphertext());
        assertThat(rows.row(ONE).wrappedKey()).isNotEqualTo(rows.row(TWO).wrappedKey());
    }

    @Test
    void keep_plantedSecret_isNowhereInTheRows() {
        String planted = "sk-planted-0123456789";
        keep(ONE, planted.getBytes(UTF_8));
        assertThat(rows.rows.toString())
                .doesNotContain(
                        planted,
                        HEX.formatHex(planted.getBytes(UTF_8)),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(planted.getBytes(UTF_8)),
                        MASTER);
    }

    @Test
    void sign_secretOfAnotherLength_isRejected() {
        keep(ONE, "a provider's key".getBytes(UTF_8));
        assertThatThrownBy(() -> vault.sign(ONE, List.of(new byte[1])))
                .isInstanceOf(PortFailure.Rejected.class)
                .hasMessage("the secret vlt_one1 is no Ed25519 key");
    }

    @Test
    void use_unknownRef_isRejectedAndAskedAgain() {
        assertThatThrownBy(() -> read(vault, ONE))
                .isInstanceOf(PortFailure.Rejected.class)
                .hasMessage("there is no secret vlt_one1");
        keep(ONE, new byte[] {1});
        assertThat(read(vault, ONE)).containsExactly(1);
    }

    @Test
    void use_rowsDown_passesTheFailureOn() {
        keep(ONE, new byte[] {1});
        rows.down = new PortFailure.Unavailable("rows are down");
        assertThatThrownBy(() -> read(vault, ONE)).isSameAs(rows.down);
        rows.down = null;
        assertThat(read(vault, ONE)).containsExactly(1);
    }

    @Test
    void use_bodyKeepsTheSecret_itIsOfNoUse() {
        keep(ONE, new byte[] {1});
        AtomicReference<SecretBytes> kept = new AtomicReference<>();
        vault.use(ONE, secret -> {
            kept.set(secret);
            return true;
        });
        assertThatThrownBy(() -> kept.get().reveal(bytes -> true)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void use_bodyClosesTheSecret_theNextStillReadsIt() {
        keep(ONE, new byte[] {1});
        vault.use(ONE, secret -> {
            secret.close();
            return true;
        });
        assertThat(read(vault, ONE)).containsExactly(1);
    }

    @Test
    void use_destroyedAndClosedMeanwhile_itsSecretStaysWhole() {
        keep(ONE, new byte[] {1, 2, 3});
        byte[] seen = vault.use(ONE, secret -> {
            vault.destroy(List.of(ONE));
            vault.close();
            return secret.reveal(byte[]::clone);
        });
        assertThat(seen).containsExactly(1, 2, 3);
    }

    @Test
    void sign_whileOthersForget_alwaysSigns() throws Exception {
        byte[] message = {1};
        keep(ONE, new byte[32]);
        byte[] expected = vault.sign(ONE, List.of(message)).getFirst();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Boolean>> signing = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                signing.add(threads.submit(() -> {
                    boolean same = true;
                    for (int i = 0; i < 200; i++) {
                        if (i % 10 == 0) {
                            vault.forget(List.of(ONE));
                        }
                        same &= Arrays.equals(
                                expected, vault.sign(ONE, List.of(message)).getFirst());
                    }
                    return same;
                }));
            }
            for (Future<Boolean> run : signing) {
                assertThat(run.get(60, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void destroy_twice_makesTheRefUnknown() {
        keep(ONE, new byte[] {1});
        read(vault, ONE);
        vault.destroy(List.of(ONE, TWO));
        vault.destroy(List.of(ONE));
        assertThatThrownBy(() -> read(vault, ONE)).isInstanceOf(PortFailure.Rejected.class);
    }

    @Test
    void anything_afterClose_isUnavailable() {
        keep(ONE, new byte[] {1});
        vault.close();
        vault.close();
        Stream.<Runnable>of(
                        () -> read(vault, ONE),
                        () -> keep(TWO, new byte[1]),
                        () -> vault.sign(ONE, List.of()),
                        () -> vault.generateEd25519(List.of(TWO)),
                        () -> vault.destroy(List.of(ONE)),
                        () -> vault.rewrapAll(done -> {}))
                .forEach(call -> assertThatThrownBy(call::run)
                        .isInstanceOf(PortFailure.Unavailable.class)
                        .hasMessage("the vault is closed"));
    }

    @Test
    void use_twice_readsTheRowOnce() {
        keep(ONE, new byte[] {1});
        read(vault, ONE);
        read(vault, ONE);
        assertThat(rows.finds).hasValue(1);
    }

    @Test
    void use_cacheOfNone_readsTheRowEachTime() {
        keep(ONE, new byte[] {1});
        EnvelopeVault uncached = vault(rows, MASTER, new Caching(Duration.ofMinutes(1), 0));
        assertThat(read(uncached, ONE)).containsExactly(1);
        assertThat(read(uncached, ONE)).containsExactly(1);
        assertThat(rows.finds).hasValue(2);
    }

    /** Each spoils the row of ONE, given it and the row of TWO. */
    static Stream<Spoiling> use_spoiltRow_isCorrupt() {
        return Stream.of(
                new Spoiling("of another ref", (one, two) -> two),
                new Spoiling(
                        "ciphertext of another ref",
                        (one, two) -> new Sealed(one.masterKeyId(), one.wrappedKey(), two.ciphertext())),
                new Spoiling(
                        "key of another ref",
                        (one, two) -> new Sealed(one.masterKeyId(), two.wrappedKey(), one.ciphertext())),
                new Spoiling(
                        "key and ciphertext exchanged",
                        (one, two) -> new Sealed(one.masterKeyId(), one.ciphertext(), one.wrappedKey())),
                new Spoiling(
                        "unknown master key",
                        (one, two) -> new Sealed("mk_0000000000000000", one.wrappedKey(), one.ciphertext())),
                new Spoiling("iv", (one, two) -> withCiphertext(one, flip(one.ciphertext(), 0))),
                new Spoiling("body", (one, two) -> withCiphertext(one, flip(one.ciphertext(), 12))),
                new Spoiling("tag", (one, two) -> withCiphertext(one, flip(one.ciphertext(), 27))),
                new Spoiling(
                        "wrapped key",
                        (one, two) -> new Sealed(one.masterKeyId(), flip(one.wrappedKey(), 20), one.ciphertext())),
                new Spoiling("short", (one, two) -> withCiphertext(one, "AAAA")),
                new Spoiling("empty", (one, two) -> withCiphertext(one, "")),
                new Spoiling("no base64url", (one, two) -> withCiphertext(one, "+/+/")));
    }

    @ParameterizedTest
    @MethodSource
    void use_spoiltRow_isCorrupt(Spoiling spoiling) {
        keep(ONE, new byte[] {1});
        keep(TWO, new byte[] {2});
        rows.rows.put(ONE, spoiling.how.spoil(rows.row(ONE), rows.row(TWO)));
        assertThatThrownBy(() -> read(vault, ONE))
                .isInstanceOf(PortFailure.Corrupt.class)
                .hasMessageContaining("vlt_one1");
    }

    private static Sealed withCiphertext(Sealed row, String ciphertext) {
        return new Sealed(row.masterKeyId(), row.wrappedKey(), ciphertext);
    }

    private static String flip(String base64url, int at) {
        byte[] bytes = Base64.getUrlDecoder().decode(base64url);
        bytes[at] ^= 1;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    record Spoiling(String name, How how) {
        interface How {
            Sealed spoil(Sealed one, Sealed two);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
