package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.vault.SecretRows;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Nasty;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The rows of an envelope vault. */
public interface SecretRowsContract {
    /** After every time at which a row can have been made, by whichever clock. */
    Instant END_OF_TIME = Instant.parse("2999-01-01T00:00:00Z");

    /** Without any rows. */
    SecretRows rows();

    private static Facts facts() {
        return new Facts(Seeds.next(), SettableClock.atStart());
    }

    private static SecretRows.Sealed sealed(Facts facts, String masterKeyId) {
        return new SecretRows.Sealed(masterKeyId, "wrapped-" + facts.nonce(), "cipher-" + facts.nonce());
    }

    private static Map<SecretRef, SecretRows.Sealed> add(SecretRows rows, Facts facts, int count, String masterKeyId) {
        Map<SecretRef, SecretRows.Sealed> added = new TreeMap<>(Comparator.comparing(SecretRef::value));
        for (int i = 0; i < count; i++) {
            added.put(facts.secretRef(), sealed(facts, masterKeyId));
        }
        rows.add(added);
        return added;
    }

    @Test
    @Kills("makes secret rows up")
    default void find_unknownRef_isEmpty() {
        SecretRows rows = rows();
        Facts facts = facts();
        add(rows, facts, 1, "m1");
        assertThat(rows.find(facts.secretRef())).isEmpty();
    }

    @Test
    @Kills("cuts ciphertexts")
    default void find_addedRows_areAsAdded() {
        SecretRows rows = rows();
        Facts facts = facts();
        Map<SecretRef, SecretRows.Sealed> added = add(rows, facts, 5, "m1");
        SecretRef large = facts.secretRef();
        SecretRows.Sealed sealed = new SecretRows.Sealed("m_2-x", Nasty.noise(80), Nasty.noise(100_000));
        rows.add(Map.of(large, sealed));
        added.forEach((ref, row) -> assertThat(rows.find(ref)).contains(row));
        assertThat(rows.find(large)).contains(sealed);
    }

    @Test
    @Kills("overwrites secrets")
    default void add_refInUse_isAnErrorAndNothingIsAdded() {
        SecretRows rows = rows();
        Facts facts = facts();
        SecretRef used = facts.secretRef();
        SecretRef fresh = facts.secretRef();
        SecretRows.Sealed first = sealed(facts, "m1");
        rows.add(Map.of(used, first));
        assertThatThrownBy(() -> rows.add(Map.of(used, sealed(facts, "m1"), fresh, sealed(facts, "m1"))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(rows.find(used)).contains(first);
        assertThat(rows.find(fresh)).isEmpty();
    }

    @Test
    @Kills("adds secrets after looking")
    default void add_sameRefManyTimesAtOnce_exactlyOneWins() {
        SecretRows rows = rows();
        Facts facts = facts();
        SecretRef ref = facts.secretRef();
        List<SecretRows.Sealed> rivals = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            rivals.add(sealed(facts, "m1"));
        }
        List<Optional<SecretRows.Sealed>> won = Together.run(rivals, rival -> {
            try {
                rows.add(Map.of(ref, rival));
                return Optional.of(rival);
            } catch (IllegalStateException lost) {
                return Optional.empty();
            }
        });
        assertThat(won).filteredOn(Optional::isPresent).containsExactly(rows.find(ref));
    }

    @Test
    @Kills("rewraps whatever stands")
    default void rewrap_rowAsExpected_changesTheWrappingAlone() {
        SecretRows rows = rows();
        Facts facts = facts();
        SecretRef ref = facts.secretRef();
        SecretRows.Sealed first = sealed(facts, "m1");
        SecretRows.Sealed second = new SecretRows.Sealed("m2", "wrapped-" + facts.nonce(), first.ciphertext());
        rows.add(Map.of(ref, first));
        assertThat(rows.rewrap(ref, second, first)).isFalse();
        assertThat(rows.find(ref)).contains(first);
        assertThat(rows.rewrap(ref, first, second)).isTrue();
        assertThat(rows.find(ref)).contains(second);
        assertThat(rows.rewrap(ref, first, second)).isFalse();
        assertThat(rows.rewrap(facts.secretRef(), first, second)).isFalse();
        assertThat(rows.find(ref)).contains(second);
    }

    @Test
    @Kills("rewraps twice at once")
    default void rewrap_manyAtOnce_exactlyOneWins() {
        SecretRows rows = rows();
        Facts facts = facts();
        for (int round = 0; round < 10; round++) {
            SecretRef ref = facts.secretRef();
            SecretRows.Sealed first = sealed(facts, "m1");
            rows.add(Map.of(ref, first));
            List<SecretRows.Sealed> rivals = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                rivals.add(new SecretRows.Sealed("m2", "wrapped-" + facts.nonce(), first.ciphertext()));
            }
            List<Optional<SecretRows.Sealed>> won = Together.run(
                    rivals, rival -> rows.rewrap(ref, first, rival) ? Optional.of(rival) : Optional.empty());
            assertThat(won).filteredOn(Optional::isPresent).containsExactly(rows.find(ref));
        }
    }

    @Test
    @Kills("finds rows of the right master key")
    default void wrappedByOther_rowsOfSeveralMasterKeys_hasThoseOfOthers() {
        SecretRows rows = rows();
        Facts facts = facts();
        Map<SecretRef, SecretRows.Sealed> old = add(rows, facts, 3, "m1");
        Map<SecretRef, SecretRows.Sealed> current = add(rows, facts, 2, "m2");
        assertThat(rows.wrappedByOther("m2", 10)).containsExactlyInAnyOrderElementsOf(old.keySet());
        assertThat(rows.wrappedByOther("m1", 10)).containsExactlyInAnyOrderElementsOf(current.keySet());
        assertThat(rows.wrappedByOther("m2", 2)).hasSize(2).isSubsetOf(old.keySet());
        assertThat(rows.wrappedByOther("m3", 10)).hasSize(5);
    }

    @Test
    @Kills("forgets the oldest secrets")
    default void madeBefore_pages_haveEachRefOnceAscending() {
        SecretRows rows = rows();
        Facts facts = facts();
        List<SecretRef> refs = List.copyOf(add(rows, facts, 7, "m1").keySet());
        List<SecretRef> found = new ArrayList<>();
        List<SecretRef> page = rows.madeBefore(END_OF_TIME, Optional.empty(), 3);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            found.addAll(page);
            assertThat(found).hasSizeLessThanOrEqualTo(7);
            page = rows.madeBefore(END_OF_TIME, Optional.of(found.getLast()), 3);
        }
        assertThat(found).isEqualTo(refs);
    }

    @Test
    @Kills("finds secrets made later")
    default void madeBefore_timeBeforeAllRows_isEmpty() {
        SecretRows rows = rows();
        add(rows, facts(), 3, "m1");
        assertThat(rows.madeBefore(Instant.EPOCH, Optional.empty(), 10)).isEmpty();
    }

    @Test
    @Kills("removes nothing")
    default void remove_someRows_leavesTheOthers() {
        SecretRows rows = rows();
        Facts facts = facts();
        List<SecretRef> refs = List.copyOf(add(rows, facts, 4, "m1").keySet());
        rows.remove(List.of(refs.get(1), facts.secretRef(), refs.get(2)));
        rows.remove(List.of(refs.get(1)));
        rows.remove(Collections.emptyList());
        assertThat(rows.madeBefore(END_OF_TIME, Optional.empty(), 10)).containsExactly(refs.get(0), refs.get(3));
        assertThat(rows.find(refs.get(1))).isEmpty();
        assertThat(rows.find(refs.get(0))).isPresent();
    }
}
