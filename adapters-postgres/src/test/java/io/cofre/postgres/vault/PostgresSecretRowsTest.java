package io.cofre.postgres.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.vault.SecretRows;
import io.cofre.ports.vault.SecretRows.Sealed;
import io.cofre.postgres.Database;
import io.cofre.testkit.fixtures.Nasty;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PostgresSecretRowsTest {
    private static final SecretRef ONE = new SecretRef("vlt_one1");
    private static final SecretRef TWO = new SecretRef("vlt_two2");
    private static final SecretRef THREE = new SecretRef("vlt_a_three");
    private static final Sealed SEALED = new Sealed("m1", "wrapped", "ciphertext");
    private static final Sealed OTHER = new Sealed("m1", "other", "other text");

    private Database database;
    private SecretRows rows;

    @BeforeEach
    void open() {
        database = Database.fresh("secret_rows");
        rows = new PostgresSecretRows(database.connections());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void add_freshRefs_areFoundAsKept() {
        Sealed large = new Sealed(Nasty.EMOJI, Nasty.SQL, Nasty.noise(1 << 20));
        Map<SecretRef, Sealed> fresh = new LinkedHashMap<>();
        fresh.put(ONE, SEALED);
        fresh.put(TWO, large);
        rows.add(fresh);
        rows.add(Map.of());

        assertThat(rows.find(ONE)).contains(SEALED);
        assertThat(rows.find(TWO)).contains(large);
        assertThat(rows.find(THREE)).isEmpty();
    }

    @Test
    void add_oneRefInUse_keepsNoneAndOverwritesNothing() {
        rows.add(Map.of(ONE, SEALED));
        Map<SecretRef, Sealed> mixed = new LinkedHashMap<>();
        mixed.put(TWO, OTHER);
        mixed.put(ONE, OTHER);

        assertThatThrownBy(() -> rows.add(mixed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(ONE.value())
                .hasMessageNotContaining("other text");
        assertThat(rows.find(ONE)).contains(SEALED);
        assertThat(rows.find(TWO)).isEmpty();
    }

    @Test
    void rewrap_asExpectedOrOvertaken_replacesOnlyTheWrappedKey() {
        rows.add(Map.of(ONE, SEALED));
        Sealed rewrapped = new Sealed("m2", "wrapped anew", "ciphertext");

        assertThat(rows.rewrap(ONE, OTHER, rewrapped)).isFalse();
        assertThat(rows.rewrap(TWO, SEALED, rewrapped)).isFalse();
        assertThat(rows.find(ONE)).contains(SEALED);
        assertThat(rows.rewrap(ONE, SEALED, rewrapped)).isTrue();
        assertThat(rows.rewrap(ONE, SEALED, rewrapped)).isFalse();
        assertThat(rows.find(ONE)).contains(rewrapped);
    }

    @Test
    void wrappedByOther_someUnderTheMasterKey_hasTheOthers() {
        rows.add(Map.of(
                ONE, new Sealed("m1", "w", "c"),
                TWO, new Sealed("m2", "w", "c"),
                THREE, new Sealed("m3", "w", "c")));

        assertThat(rows.wrappedByOther("m2", 10)).containsExactlyInAnyOrder(ONE, THREE);
        assertThat(rows.wrappedByOther("m2", 1)).hasSize(1);
        assertThat(rows.wrappedByOther("m", 10)).hasSize(3);
    }

    @Test
    void madeBefore_pages_haveEachOldRefOnceAscending() {
        rows.add(Map.of(ONE, SEALED, TWO, SEALED, THREE, SEALED));
        Instant made = database.ownerSql()
                .fetchSingle("SELECT max(made_at) AS made FROM vault.secrets")
                .get("made", Instant.class);

        assertThat(rows.madeBefore(made.minusSeconds(60), Optional.empty(), 10)).isEmpty();
        Instant later = made.plusSeconds(1);
        assertThat(rows.madeBefore(later, Optional.empty(), 2)).isEqualTo(List.of(THREE, ONE));
        assertThat(rows.madeBefore(later, Optional.of(ONE), 2)).isEqualTo(List.of(TWO));
    }

    @Test
    void remove_someRefs_leavesTheOthersAndCanBeRepeated() {
        rows.add(Map.of(ONE, SEALED, TWO, SEALED));

        rows.remove(List.of(ONE, THREE));
        rows.remove(List.of(ONE));
        rows.remove(List.of());

        assertThat(rows.find(ONE)).isEmpty();
        assertThat(rows.find(TWO)).contains(SEALED);
    }
}
