package io.cofre.local.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.local.vault.EnvelopeVault.Caching;
import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.vault.SecretRows.Sealed;
import io.cofre.testkit.fixtures.JdkEd25519;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeVaultTest extends VaultOverRows {
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
        rows.down = new PortFailure.Unavailable(Dependency.VAULT, "down");
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
        rows.down = new PortFailure.Unavailable(Dependency.VAULT, "rows are down");
        assertThatThrownBy(() -> read(vault, ONE)).isSameAs(rows.down);
        rows.down = null;
        assertThat(read(vault, ONE)).containsExactly(1);
    }
}
