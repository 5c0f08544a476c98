package io.cofre.testkit.memory;

import io.cofre.ports.audit.AuditRow;
import io.cofre.ports.audit.AuditTable;
import io.cofre.ports.audit.AuditedSpan;
import io.cofre.ports.audit.LedgerSnapshots;
import io.cofre.ports.journal.Once;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Snapshots of a store in memory: copies of all it holds. It forgets no nonce. */
public final class InMemoryLedgerSnapshots implements LedgerSnapshots {
    private final InMemoryStore store;
    private final Supplier<? extends Collection<SecretRef>> secrets;

    /**
     * Of one store.
     *
     * @param secrets what the vault beside the store keeps
     */
    public InMemoryLedgerSnapshots(InMemoryStore store, Supplier<? extends Collection<SecretRef>> secrets) {
        this.store = store;
        this.secrets = secrets;
    }

    private record Copied(long last, Instant ledgerTime, List<AuditedSpan> all, Map<AuditTable, List<AuditRow>> tables)
            implements Snapshot {
        @Override
        public Iterator<AuditedSpan> spans() {
            return all.iterator();
        }

        @Override
        public Iterator<AuditRow> rows(AuditTable table) {
            return tables.getOrDefault(table, List.of()).iterator();
        }
    }

    @Override
    public <R> R read(Function<Snapshot, R> body) {
        Snapshot copied = store.locked(this::copy);
        return body.apply(copied);
    }

    private Snapshot copy() {
        Map<AuditTable, List<AuditRow>> tables = new EnumMap<>(AuditTable.class);
        for (AuditTable table : AuditTable.values()) {
            List<AuditRow> rows = new ArrayList<>(rows(table));
            rows.sort(Comparator.comparingLong(AuditRow::position));
            tables.put(table, rows);
        }
        Instant time = store.registry().isEmpty()
                ? Instant.EPOCH
                : store.registry().lastEntry().getValue().receipt().recordedAt();
        return new Copied(store.lastPosition(), time, spans(), tables);
    }

    private List<AuditedSpan> spans() {
        Map<Long, Long> begins = new HashMap<>();
        for (List<Receipt> change : store.changes()) {
            change.forEach(
                    receipt -> begins.put(receipt.position(), change.getFirst().position()));
        }
        return store.registry().values().stream()
                .map(row -> new AuditedSpan(
                        row.span().canonical(),
                        Said.span(
                                row.span(),
                                row.receipt(),
                                begins.getOrDefault(
                                        row.receipt().position(), row.receipt().position()))))
                .toList();
    }

    private List<AuditRow> rows(AuditTable table) {
        Projections rows = store.projections();
        return switch (table) {
            case SPAN -> List.of();
            case HEAD ->
                store.registry().values().stream()
                        .filter(row ->
                                store.newest(row.header().id()).orElseThrow().equals(row))
                        .map(row -> Said.head(
                                row.header(), row.head(), row.receipt().recordedAt()))
                        .toList();
            case KEY ->
                rows.keys.values().stream()
                        .map(key -> Said.key(key, cause(key.keyId())))
                        .toList();
            case NONCE ->
                store.registry().values().stream()
                        .map(row ->
                                Said.nonce(row.span().signature(), row.receipt().position()))
                        .toList();
            case ONCE ->
                store.repeats().entrySet().stream()
                        .map(entry -> Said.once(
                                new Once(
                                        entry.getKey(),
                                        entry.getValue().repeat().bodyHash(),
                                        entry.getValue().repeat().answer()),
                                entry.getValue().repeat().receipts().getFirst()))
                        .toList();
            case TENANT ->
                rows.tenants.values().stream()
                        .map(tenant -> Said.tenant(tenant, cause(tenant.id()), position(tenant.id())))
                        .toList();
            case WALLET ->
                rows.wallets.values().stream()
                        .map(wallet -> Said.wallet(wallet, cause(wallet.id()), position(wallet.id())))
                        .toList();
            case ITEM ->
                rows.wallets.values().stream()
                        .flatMap(wallet -> items(wallet).stream())
                        .toList();
            case TOKEN ->
                rows.tokens.values().stream()
                        .map(token -> Said.token(token, cause(token.hash()), position(token.hash())))
                        .toList();
            case APP ->
                rows.apps.entrySet().stream()
                        .map(entry -> Said.app(entry.getValue(), cause(entry.getKey()), position(entry.getKey())))
                        .toList();
            case MEMORY ->
                rows.memories.values().stream()
                        .map(memory -> Said.memory(memory, cause(memory.id()), position(memory.id())))
                        .toList();
            case LEFTOVER -> leftovers(rows);
            case SECRET ->
                secrets.get().stream().map(ref -> Said.only(table, "ref", ref)).toList();
        };
    }

    private List<AuditRow> items(Wallet wallet) {
        List<AuditRow> items = new ArrayList<>();
        for (WalletItem item : wallet.items().values()) {
            items.add(Said.item(wallet, item, items.size(), position(wallet.id())));
        }
        return items;
    }

    private List<AuditRow> leftovers(Projections rows) {
        List<AuditRow> leftovers = new ArrayList<>();
        for (SecretRef ref : rows.dropped) {
            leftovers.add(Said.leftover(ref, leftovers.size() + 1L, cause(ref), position(ref)));
        }
        return leftovers;
    }

    private SpanVersion cause(Object key) {
        return store.projections().causeOf(key).orElseThrow();
    }

    private long position(Object key) {
        return store.row(cause(key)).orElseThrow().receipt().position();
    }
}
