package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.app.App;
import io.cofre.ports.audit.AuditRow;
import io.cofre.ports.audit.AuditTable;
import io.cofre.ports.audit.AuditedSpan;
import io.cofre.ports.audit.LedgerSnapshots;
import io.cofre.ports.journal.AppEffect;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Effect;
import io.cofre.ports.journal.KeyEffect;
import io.cofre.ports.journal.MemoryEffect;
import io.cofre.ports.journal.Once;
import io.cofre.ports.journal.SecretEffect;
import io.cofre.ports.journal.TenantEffect;
import io.cofre.ports.journal.TokenEffect;
import io.cofre.ports.journal.WalletEffect;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletItem;
import io.cofre.testkit.memory.Said;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The registry and its projections at one moment, column by column. */
public interface LedgerSnapshotsContract extends StoreContract {
    private static List<AuditRow> rows(Stage stage, AuditTable table) {
        return stage.bench.snapshots().read(snapshot -> all(snapshot.rows(table)));
    }

    private static <T> List<T> all(Iterator<T> iterator) {
        List<T> all = new ArrayList<>();
        iterator.forEachRemaining(all::add);
        return all;
    }

    /** A store may write JSON with blanks; there are none in these spans' own texts. */
    private static AuditedSpan withoutBlanks(AuditedSpan span) {
        Map<String, List<String>> says = new HashMap<>();
        span.row()
                .says()
                .forEach((column, texts) -> says.put(
                        column,
                        texts.stream().map(text -> text.replace(" ", "")).toList()));
        return new AuditedSpan(span.canonical(), new AuditRow(AuditTable.SPAN, span.position(), says));
    }

    @Test
    @Kills("leaves a column of the registry out")
    default void spans_ofEveryShape_sayAllTheirColumnsInOrder() {
        try (Stage stage = Stage.open(this)) {
            long before = stage.bench.scan().last();
            VerifiedSpan one = stage.draft()
                    .did("did")
                    .parent(stage.facts.spanId())
                    .relatedTo(List.of(stage.facts.spanId(), stage.facts.spanId()))
                    .status("status")
                    .name("name")
                    .description("description")
                    .traceId("trace")
                    .durationMs(7)
                    .content("{\"content\":[1,2.5]}")
                    .metadata("{\"metadata\":{}}")
                    .input("\"in\"")
                    .output("true")
                    .error("3")
                    .build();
            VerifiedSpan two = stage.draft().build();
            VerifiedSpan three = stage.draft().build();
            List<Receipt> first = stage.write(new Change(List.of(one, two), List.of(), List.of(), Optional.empty()));
            Receipt second = stage.write(three);

            List<AuditedSpan> spans = stage.bench.snapshots().read(snapshot -> all(snapshot.spans())).stream()
                    .map(LedgerSnapshotsContract::withoutBlanks)
                    .toList();
            long begins = first.getFirst().position();
            assertThat(spans.stream().filter(span -> span.position() > before))
                    .containsExactly(
                            new AuditedSpan(one.canonical(), Said.span(one, first.get(0), begins)),
                            new AuditedSpan(two.canonical(), Said.span(two, first.get(1), begins)),
                            new AuditedSpan(three.canonical(), Said.span(three, second, second.position())));
        }
    }

    @Test
    @Kills("knows no last position")
    default void last_emptyAndNot_isThatOfTheNewestSpan() {
        try (Stage stage = Stage.empty(this)) {
            stage.bench.snapshots().read(snapshot -> {
                assertThat(snapshot.last()).isZero();
                assertThat(snapshot.ledgerTime()).isEqualTo(java.time.Instant.EPOCH);
                assertThat(snapshot.spans().hasNext()).isFalse();
                return true;
            });
            stage.introduce(stage.key);
            Receipt receipt = stage.write(stage.draft());
            stage.bench.snapshots().read(snapshot -> {
                assertThat(snapshot.last()).isEqualTo(receipt.position());
                assertThat(snapshot.ledgerTime()).isEqualTo(receipt.recordedAt());
                return true;
            });
        }
    }

    @Test
    @Kills("shows rows in any order")
    default void rows_ofTheLedger_sayAllTheirColumnsInOrder() {
        try (Stage stage = Stage.empty(this)) {
            Change introduction = stage.facts.introduction(stage.key);
            Receipt introduced = stage.write(introduction).getFirst();
            VerifiedSpan first = stage.draft().build();
            VerifiedSpan second = stage.facts.span(stage.key).after(first).build();
            Receipt one = stage.write(first);
            Once once = new Once(
                    new Once.Key(stage.key.tenant(), stage.key.wallet(), "POST", "/x", stage.facts.word()),
                    stage.facts.payloadHash("body"),
                    new Once.Answer.Withheld("{}"));
            Receipt two = stage.write(new Change(List.of(second), List.of(), List.of(), Optional.of(once)))
                    .getFirst();

            VerifiedSpan intro = introduction.spans().getFirst();
            assertThat(rows(stage, AuditTable.HEAD))
                    .containsExactly(
                            Said.head(
                                    intro.header(),
                                    stage.head(intro.header().id()).orElseThrow(),
                                    introduced.recordedAt()),
                            Said.head(
                                    second.header(),
                                    stage.head(second.header().id()).orElseThrow(),
                                    two.recordedAt()));
            assertThat(rows(stage, AuditTable.NONCE))
                    .containsExactly(
                            Said.nonce(intro.signature(), introduced.position()),
                            Said.nonce(first.signature(), one.position()),
                            Said.nonce(second.signature(), two.position()));
            assertThat(rows(stage, AuditTable.ONCE)).containsExactly(Said.once(once, two));
            assertThat(rows(stage, AuditTable.KEY))
                    .containsExactly(Said.key(stage.known(stage.key.keyId()).orElseThrow(), intro.version()));

            LedgerKey root = stage.introduced(LedgerKey.Role.WALLET);
            Change ending =
                    stage.causing(cause -> List.of(new KeyEffect.Ended(root.keyId(), LedgerKey.Status.REVOKED, cause)));
            stage.write(ending);
            assertThat(rows(stage, AuditTable.KEY))
                    .last()
                    .isEqualTo(Said.key(
                            stage.known(root.keyId()).orElseThrow(),
                            ending.spans().getFirst().version()));
        }
    }

    @Test
    @Kills("leaves a column of the projections out")
    default void rows_afterEffects_sayAllTheirColumns() {
        try (Stage stage = Stage.open(this)) {
            Tenant tenant = stage.facts.tenant(stage.facts.tenantId());
            Wallet wallet = stage.facts.wallet(stage.facts.walletId(), tenant.id(), stage.facts.owner());
            TokenRecord token = stage.facts.token(wallet.id(), tenant.id());
            App app = stage.facts.app(stage.facts.appId(), tenant.id(), wallet.owner());
            MemoryEntry memory =
                    stage.facts.memory(stage.facts.spanId(), tenant.id(), wallet.owner(), "some text", List.of("tag"));
            SecretRef dropped = stage.facts.secretRef();
            Change change = stage.causing(cause -> List.<Effect>of(
                    new TenantEffect.Put(tenant, cause),
                    new WalletEffect.Put(wallet, cause),
                    new TokenEffect.Put(token, cause),
                    new AppEffect.Put(app, cause),
                    new MemoryEffect.Put(memory, cause),
                    new SecretEffect.Dropped(dropped, cause)));
            long position = stage.write(change).getFirst().position();
            SpanVersion cause = change.spans().getFirst().version();

            assertThat(rows(stage, AuditTable.TENANT)).containsExactly(Said.tenant(tenant, cause, position));
            assertThat(rows(stage, AuditTable.WALLET)).containsExactly(Said.wallet(wallet, cause, position));
            assertThat(rows(stage, AuditTable.TOKEN)).containsExactly(Said.token(token, cause, position));
            assertThat(rows(stage, AuditTable.APP)).containsExactly(Said.app(app, cause, position));
            assertThat(rows(stage, AuditTable.MEMORY)).containsExactly(Said.memory(memory, cause, position));
            assertThat(rows(stage, AuditTable.LEFTOVER)).containsExactly(Said.leftover(dropped, 1, cause, position));
            List<AuditRow> items = new ArrayList<>();
            for (WalletItem item : wallet.items().values()) {
                items.add(Said.item(wallet, item, items.size(), position));
            }
            assertThat(rows(stage, AuditTable.ITEM)).containsExactlyInAnyOrderElementsOf(items);
        }
    }

    @Test
    @Kills("shows a snapshot what comes later")
    default void read_aCommitMeanwhile_isNotInIt() {
        try (Stage stage = Stage.open(this)) {
            LedgerSnapshots snapshots = stage.bench.snapshots();
            List<AuditedSpan> before = snapshots.read(snapshot -> all(snapshot.spans()));
            snapshots.read(snapshot -> {
                Receipt later = stage.write(stage.draft());
                assertThat(snapshot.last()).isEqualTo(later.position() - 1);
                assertThat(all(snapshot.spans())).isEqualTo(before);
                assertThat(all(snapshot.rows(AuditTable.HEAD))).noneMatch(row -> row.position() == later.position());
                return true;
            });
        }
    }
}
