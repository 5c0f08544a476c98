package io.cofre.local.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.local.vault.EnvelopeVault.Caching;
import io.cofre.ports.PortFailure;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.vault.SecretRows.Sealed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RewrapTest {
    private static final String OLD = "0".repeat(63) + "1";
    private static final String NEW = "0".repeat(63) + "2";
    private static final int ROWS = 450;

    private final RowsInMemory rows = new RowsInMemory();
    private final EnvelopeVault rotating = VaultOverRows.vault(rows, NEW + "\n" + OLD, Caching.DEFAULT);
    private final List<Long> progress = new ArrayList<>();

    @BeforeEach
    void keepUnderTheOldKey() {
        Map<SecretRef, SecretBytes> secrets = new HashMap<>();
        for (int i = 0; i < ROWS; i++) {
            secrets.put(ref(i), SecretBytes.owning(new byte[] {(byte) i, (byte) (i >> 8)}));
        }
        VaultOverRows.vault(rows, OLD, Caching.DEFAULT).keep(secrets);
    }

    private static SecretRef ref(int i) {
        return new SecretRef("vlt_row%05d".formatted(i));
    }

    private static void assertAllReadableBy(RowsInMemory rows, String masters) {
        EnvelopeVault vault = VaultOverRows.vault(rows, masters, Caching.DEFAULT);
        for (int i = 0; i < ROWS; i++) {
            byte[] content = vault.use(ref(i), secret -> secret.reveal(byte[]::clone));
            assertThat(content).containsExactly(i & 0xff, i >> 8);
        }
    }

    @Test
    void rewrapAll_older_changesOnlyTheWrapping() {
        Map<SecretRef, Sealed> before = new HashMap<>(rows.rows);

        assertThat(rotating.rewrapAll(progress::add)).isEqualTo(ROWS);

        assertThat(progress)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, ROWS).boxed().toList());
        before.forEach((ref, row) -> {
            assertThat(rows.row(ref).ciphertext()).isEqualTo(row.ciphertext());
            assertThat(rows.row(ref).wrappedKey()).isNotEqualTo(row.wrappedKey());
        });
        assertAllReadableBy(rows, NEW);
        assertThatThrownBy(() -> assertAllReadableBy(rows, OLD)).isInstanceOf(PortFailure.Corrupt.class);
    }

    @Test
    void rewrapAll_again_hasNothingToDo() {
        rotating.rewrapAll(progress::add);
        assertThat(rotating.rewrapAll(progress::add)).isZero();
        assertThat(progress).hasSize(ROWS);
    }

    @Test
    void rewrapAll_cutOff_goesOnWhereItStopped() {
        assertThatThrownBy(() -> rotating.rewrapAll(done -> {
                    if (done == 217) {
                        throw new UnsupportedOperationException("cut off");
                    }
                }))
                .isInstanceOf(UnsupportedOperationException.class);
        assertAllReadableBy(rows, NEW + "," + OLD);

        assertThat(rotating.rewrapAll(progress::add)).isEqualTo(ROWS - 217);
        assertAllReadableBy(rows, NEW);
    }

    @Test
    void rewrapAll_rowDestroyedMeanwhile_isPassedOver() {
        assertThat(rotating.rewrapAll(done -> rows.rows.remove(ref(100)))).isEqualTo(ROWS - 1);
        assertThat(rows.rows).hasSize(ROWS - 1);
    }

    @Test
    void rewrapAll_othersAlwaysFaster_givesUpAndOverwritesNothing() {
        Map<SecretRef, Sealed> before = new HashMap<>(rows.rows);
        rows.othersAreFaster = true;
        assertThatThrownBy(() -> rotating.rewrapAll(progress::add)).isInstanceOf(PortFailure.Unavailable.class);
        assertThat(rows.rows).isEqualTo(before);
        assertThat(progress).isEmpty();
    }

    @Test
    void rewrapAll_rowThatDoesNotUnwrap_stopsNamingIt() {
        Sealed row = rows.row(ref(3));
        rows.rows.put(ref(3), new Sealed(row.masterKeyId(), row.ciphertext(), row.ciphertext()));
        assertThatThrownBy(() -> rotating.rewrapAll(progress::add))
                .isInstanceOf(PortFailure.Corrupt.class)
                .hasMessageContaining(ref(3).value());
        assertThat(progress).containsExactly(1L, 2L, 3L);
    }
}
