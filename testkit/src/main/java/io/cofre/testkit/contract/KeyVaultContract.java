package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.ports.PortFailure;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.vault.SecretRef;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.JdkEd25519;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Where secrets live. */
public interface KeyVaultContract {
    /** An empty vault. */
    KeyVault vault();

    private static Facts facts() {
        return new Facts(Seeds.next(), SettableClock.atStart());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String read(KeyVault vault, SecretRef ref) {
        return vault.use(ref, secret -> secret.reveal(bytes -> new String(bytes, StandardCharsets.US_ASCII)));
    }

    private static SecretRef kept(KeyVault vault, Facts facts, String secret) {
        SecretRef ref = facts.secretRef();
        try (SecretBytes bytes = SecretBytes.copyOf(ascii(secret))) {
            vault.keep(Map.of(ref, bytes));
        }
        return ref;
    }

    private static void assertUnknown(KeyVault vault, SecretRef ref) {
        assertThatThrownBy(() -> vault.use(ref, SecretBytes::length)).isInstanceOf(PortFailure.Rejected.class);
        assertThatThrownBy(() -> vault.sign(ref, List.of(new byte[0]))).isInstanceOf(PortFailure.Rejected.class);
    }

    @Test
    @Kills("signs with any key")
    default void sign_unknownRef_isRejected() {
        KeyVault vault = vault();
        Facts facts = facts();
        vault.generateEd25519(List.of(facts.secretRef()));
        assertUnknown(vault, facts.secretRef());
    }

    @Test
    @Kills("makes every key the same")
    default void generateEd25519_severalRefs_makesDifferentKeysInOrder() {
        KeyVault vault = vault();
        Facts facts = facts();
        List<SecretRef> refs = List.of(facts.secretRef(), facts.secretRef(), facts.secretRef());
        List<PublicKey> keys = vault.generateEd25519(refs);
        assertThat(keys).hasSize(3).doesNotHaveDuplicates();
        byte[] message = ascii("message");
        for (int i = 0; i < 3; i++) {
            byte[] signature = vault.sign(refs.get(i), List.of(message)).getFirst();
            for (int j = 0; j < 3; j++) {
                assertThat(JdkEd25519.verifies(keys.get(j), message, signature)).isEqualTo(i == j);
            }
        }
        assertThat(vault.generateEd25519(List.of())).isEmpty();
    }

    @Test
    @Kills("signs messages in another order")
    default void sign_severalMessages_signsEachInItsPlace() {
        KeyVault vault = vault();
        Facts facts = facts();
        SecretRef ref = facts.secretRef();
        PublicKey key = vault.generateEd25519(List.of(ref)).getFirst();
        List<byte[]> messages = List.of(new byte[0], ascii("a"), ascii("b"), new byte[100_000]);
        List<byte[]> signatures = vault.sign(ref, messages);
        assertThat(signatures).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(signatures.get(i)).hasSize(64);
            assertThat(JdkEd25519.verifies(key, messages.get(i), signatures.get(i)))
                    .isTrue();
        }
        assertThat(vault.sign(ref, List.of())).isEmpty();
        assertThat(vault.sign(ref, messages).get(1)).isEqualTo(signatures.get(1));
    }

    @Test
    @Kills("makes a key anew")
    default void generateEd25519_refInUse_isAnErrorAndTheFirstKeyStands() {
        KeyVault vault = vault();
        Facts facts = facts();
        SecretRef used = facts.secretRef();
        PublicKey key = vault.generateEd25519(List.of(used)).getFirst();
        SecretRef fresh = facts.secretRef();
        assertThatThrownBy(() -> vault.generateEd25519(List.of(fresh, used))).isInstanceOf(IllegalStateException.class);
        byte[] signature = vault.sign(used, List.of(ascii("m"))).getFirst();
        assertThat(JdkEd25519.verifies(key, ascii("m"), signature)).isTrue();
    }

    @Test
    @Kills("generates after looking")
    default void generateEd25519_sameRefManyTimesAtOnce_exactlyOneWins() {
        KeyVault vault = vault();
        SecretRef ref = facts().secretRef();
        List<Optional<PublicKey>> made = Together.run(Collections.nCopies(16, ref), same -> {
            try {
                return Optional.of(vault.generateEd25519(List.of(same)).getFirst());
            } catch (IllegalStateException lost) {
                return Optional.empty();
            }
        });
        List<PublicKey> won = made.stream().flatMap(Optional::stream).toList();
        assertThat(won).hasSize(1);
        byte[] signature = vault.sign(ref, List.of(ascii("m"))).getFirst();
        assertThat(JdkEd25519.verifies(won.getFirst(), ascii("m"), signature)).isTrue();
    }

    @Test
    @Kills("keeps a reference to the caller's bytes")
    default void use_keptSecret_isAsGivenAfterTheCallerClearedItsOwn() {
        KeyVault vault = vault();
        Facts facts = facts();
        String secret = "sk-ant-" + facts.hex(64);
        SecretRef ref = facts.secretRef();
        try (SecretBytes bytes = SecretBytes.copyOf(ascii(secret))) {
            vault.keep(Map.of(ref, bytes));
            assertThat(bytes.length()).isEqualTo(secret.length());
            assertThat(bytes.<Integer>reveal(mine -> mine.length)).isEqualTo(secret.length());
        }
        assertThat(read(vault, ref)).isEqualTo(secret);
        assertThat(read(vault, ref)).isEqualTo(secret);
    }

    /** RFC 8032, 7.1, test 1. */
    @Test
    @Kills("signs by another key than the kept seed's")
    default void sign_seedThatWasKept_signsAsItsKey() {
        KeyVault vault = vault();
        SecretRef ref = facts().secretRef();
        byte[] seed = HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        try (SecretBytes mine = SecretBytes.owning(seed)) {
            vault.keep(Map.of(ref, mine));
        }
        assertThat(HexFormat.of()
                        .formatHex(vault.sign(ref, List.of(new byte[0])).getFirst()))
                .isEqualTo("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                        + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    }

    @Test
    @Kills("keeps one secret of several")
    default void keep_severalSecrets_keepsEachUnderItsRef() {
        KeyVault vault = vault();
        Facts facts = facts();
        SecretRef one = facts.secretRef();
        SecretRef two = facts.secretRef();
        try (SecretBytes first = SecretBytes.copyOf(ascii("first"));
                SecretBytes second = SecretBytes.copyOf(new byte[10_000])) {
            vault.keep(Map.of(one, first, two, second));
        }
        assertThat(read(vault, one)).isEqualTo("first");
        assertThat(vault.<Integer>use(two, SecretBytes::length)).isEqualTo(10_000);
    }

    @Test
    @Kills("overwrites kept secrets")
    default void keep_refInUse_isAnErrorAndNothingIsKept() {
        KeyVault vault = vault();
        Facts facts = facts();
        SecretRef used = kept(vault, facts, "first");
        SecretRef fresh = facts.secretRef();
        try (SecretBytes other = SecretBytes.copyOf(ascii("other"))) {
            assertThatThrownBy(() -> vault.keep(Map.of(used, other, fresh, other)))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(read(vault, used)).isEqualTo("first");
        assertUnknown(vault, fresh);
    }

    @Test
    @Kills("swallows what the borrower throws")
    default void use_borrowerThrows_passesItOnAndTheSecretStands() {
        KeyVault vault = vault();
        Facts facts = facts();
        SecretRef ref = kept(vault, facts, "secret");
        ArithmeticException thrown = new ArithmeticException("the borrower's own");
        assertThatThrownBy(() -> vault.use(ref, secret -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(read(vault, ref)).isEqualTo("secret");
    }

    @Test
    @Kills("destroys nothing")
    default void destroy_someRefs_areGoneForGoodAndOthersStand() {
        KeyVault vault = vault();
        Facts facts = facts();
        SecretRef gone = kept(vault, facts, "gone");
        SecretRef key = facts.secretRef();
        vault.generateEd25519(List.of(key));
        SecretRef stays = kept(vault, facts, "stays");
        assertThat(read(vault, gone)).isEqualTo("gone");
        assertThat(vault.sign(key, List.of(ascii("m")))).hasSize(1);
        vault.destroy(List.of(gone, facts.secretRef(), key));
        vault.destroy(List.of(gone));
        vault.destroy(List.of());
        assertUnknown(vault, gone);
        assertUnknown(vault, key);
        assertThat(read(vault, stays)).isEqualTo("stays");
    }

    @Test
    @Kills("tells secrets in messages")
    default void failures_ofEveryKind_tellNoSecret() {
        KeyVault vault = vault();
        Facts facts = facts();
        String planted = "planted-" + facts.hex(32);
        SecretRef ref = kept(vault, facts, planted);
        List<ThrowingCallable> calls = new ArrayList<>();
        calls.add(() -> kept(vault, facts, planted + planted));
        calls.add(() -> {
            try (SecretBytes again = SecretBytes.copyOf(ascii(planted))) {
                vault.keep(Map.of(ref, again));
            }
        });
        calls.add(() -> vault.generateEd25519(List.of(ref)));
        calls.add(() -> vault.sign(ref, List.of(ascii("m"))));
        calls.add(() -> vault.use(facts.secretRef(), SecretBytes::length));
        StringWriter told = new StringWriter();
        for (ThrowingCallable call : calls) {
            try {
                call.call();
            } catch (Throwable failure) {
                // Of any kind: what is looked at is all that it says.
                failure.printStackTrace(new PrintWriter(told, true));
            }
        }
        assertThat(told.toString()).contains(ref.value()).doesNotContain(planted);
    }
}
