package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.KeyEffect;
import io.cofre.ports.span.Keys;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.VerifiedSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The keys that the ledger knows. */
public interface KeysContract extends StoreContract {
    @Test
    @Kills("makes keys up")
    default void find_unknownKeys_areAbsent() {
        try (Stage stage = Stage.open(this)) {
            Keys keys = stage.bench.keys();
            assertThat(keys.find(List.of(stage.facts.key().keyId()))).isEmpty();
            assertThat(keys.find(List.of())).isEmpty();
        }
    }

    @Test
    @Kills("confuses the roles of keys")
    default void find_introducedKeys_areAsIntroduced() {
        try (Stage stage = Stage.open(this)) {
            for (LedgerKey.Role role : LedgerKey.Role.values()) {
                LedgerKey key = stage.facts.key(stage.facts.tenantId(), stage.facts.owner(), role);
                Receipt receipt = stage.write(stage.facts.introduction(key)).getFirst();
                assertThat(stage.bench
                                .keys()
                                .find(List.of(key.keyId(), stage.facts.key().keyId())))
                        .isEqualTo(Map.of(key.keyId(), key.introduced(receipt.position())));
            }
        }
    }

    @Test
    @Kills("leaves keys active")
    default void find_endedKey_saysHowAndWhere() {
        try (Stage stage = Stage.open(this)) {
            for (LedgerKey.Status how : List.of(LedgerKey.Status.RETIRED, LedgerKey.Status.REVOKED)) {
                LedgerKey key = stage.introduced(LedgerKey.Role.WALLET);
                LedgerKey before = stage.known(key.keyId()).orElseThrow();
                Receipt receipt = stage.write(
                                stage.causing(cause -> List.of(new KeyEffect.Ended(key.keyId(), how, cause))))
                        .getFirst();
                assertThat(stage.bench.keys().find(List.of(key.keyId())))
                        .isEqualTo(Map.of(key.keyId(), before.ended(how, receipt.position())));
            }
        }
    }

    @Test
    @Kills("ends keys where their change ends")
    default void find_keyEndedByTheFirstSpanOfSeveral_endedWhereThatSpanStands() {
        try (Stage stage = Stage.open(this)) {
            LedgerKey key = stage.introduced(LedgerKey.Role.WALLET);
            LedgerKey before = stage.known(key.keyId()).orElseThrow();
            VerifiedSpan ending = stage.draft().build();
            List<Receipt> receipts = stage.write(new Change(
                    List.of(ending, stage.draft().build()),
                    List.of(),
                    List.of(new KeyEffect.Ended(key.keyId(), LedgerKey.Status.RETIRED, ending.version())),
                    Optional.empty()));
            assertThat(stage.known(key.keyId()))
                    .contains(before.ended(
                            LedgerKey.Status.RETIRED, receipts.getFirst().position()));
        }
    }

    @Test
    @Kills("begins each page of keys anew")
    default void after_pages_haveEachKeyOnceOldestFirst() {
        try (Stage stage = Stage.empty(this)) {
            List<LedgerKey> expected = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                LedgerKey key = stage.facts.key();
                Receipt receipt = stage.write(stage.facts.introduction(key)).getFirst();
                expected.add(key.introduced(receipt.position()));
            }
            List<LedgerKey> found = new ArrayList<>();
            List<LedgerKey> page = stage.bench.keys().after(0, 3);
            while (!page.isEmpty()) {
                assertThat(page).hasSizeLessThanOrEqualTo(3);
                found.addAll(page);
                assertThat(found).hasSizeLessThanOrEqualTo(expected.size());
                page = stage.bench.keys().after(found.getLast().introducedAt(), 3);
            }
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    @Kills("lists the roots that are active")
    default void roots_amongOtherKeys_areAllWhateverTheirStatusOldestFirst() {
        try (Stage stage = Stage.empty(this)) {
            stage.introduce(stage.key);
            LedgerKey ended = stage.introduced(LedgerKey.Role.ROOT);
            for (LedgerKey.Role role : LedgerKey.Role.values()) {
                stage.introduced(role);
            }
            stage.write(stage.causing(
                    cause -> List.of(new KeyEffect.Ended(ended.keyId(), LedgerKey.Status.RETIRED, cause))));
            List<LedgerKey> expected = stage.bench.keys().after(0, 100).stream()
                    .filter(key -> key.role() == LedgerKey.Role.ROOT)
                    .toList();
            assertThat(expected).hasSize(2);
            assertThat(stage.bench.keys().roots()).isEqualTo(expected);
        }
    }
}
