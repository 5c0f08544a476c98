package io.cofre.local.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.local.vault.EnvelopeVault.Caching;
import io.cofre.ports.PortFailure;
import io.cofre.ports.vault.SecretBytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How long a secret is held, and what ends it. */
class SecretLifeTest extends VaultOverRows {
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
}
