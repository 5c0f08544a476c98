package io.cofre.testkit.memory;

import static io.cofre.testkit.memory.BrokenStores.besides;
import static io.cofre.testkit.memory.BrokenStores.read;
import static io.cofre.testkit.memory.BrokenStores.store;

import io.cofre.ports.journal.Head;
import io.cofre.ports.journal.Heads;
import io.cofre.ports.journal.Once;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Keys;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.Timeline;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.SettableClock;
import io.cofre.testkit.memory.BrokenStores.Mutant;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Ledgers that are read wrongly. */
final class ReadMutants {
    private static final Facts FACTS = new Facts(1, SettableClock.atStart());

    private ReadMutants() {}

    static Map<String, Mutant> all() {
        Map<String, Mutant> all = new HashMap<>();
        heads(all);
        keys(all);
        scan(all);
        timeline(all);
        repeats(all);
        return all;
    }

    private static void heads(Map<String, Mutant> all) {
        all.put("makes heads up", read(Heads.class, "find", (call, store) -> {
            Map<SpanId, Head> heads = new HashMap<>(call.<Map<SpanId, Head>>answer());
            for (SpanId id : call.<Collection<SpanId>>given(0)) {
                heads.putIfAbsent(
                        id, Head.of(FACTS.span(FACTS.key()).build().header(), 1, FACTS.payloadHash("made up")));
            }
            return heads;
        }));
        all.put("finds one head at a time", read(Heads.class, "find", (call, store) -> {
            Map<SpanId, Head> heads = call.answer();
            return heads.isEmpty()
                    ? heads
                    : Map.ofEntries(heads.entrySet().iterator().next());
        }));
        all.put("keeps heads behind tenants' walls", read(Heads.class, "find", (call, store) -> {
            Map<SpanId, Head> heads = new HashMap<>(call.<Map<SpanId, Head>>answer());
            TenantId first = store.registry().firstEntry().getValue().header().tenant();
            heads.values().removeIf(head -> !head.tenant().equals(first));
            return heads;
        }));
        all.put("has receipts of heads alone", read(Heads.class, "receipts", (call, store) -> {
            Map<SpanVersion, Receipt> receipts = new HashMap<>(call.<Map<SpanVersion, Receipt>>answer());
            receipts.keySet()
                    .removeIf(version ->
                            store.newest(version.id()).orElseThrow().header().seq() != version.seq());
            return receipts;
        }));
    }

    private static Mutant keysFound(UnaryOperator<LedgerKey> other) {
        return read(Keys.class, "find", (call, store) -> {
            Map<KeyId, LedgerKey> keys = new HashMap<>(call.<Map<KeyId, LedgerKey>>answer());
            keys.replaceAll((id, key) -> other.apply(key));
            return keys;
        });
    }

    private static LedgerKey as(LedgerKey key, LedgerKey.Role role, LedgerKey.Status status) {
        return new LedgerKey(
                key.keyId(),
                key.publicKey(),
                key.kid(),
                key.wallet(),
                key.tenant(),
                key.owner(),
                role,
                status,
                key.introducedAt(),
                key.endedAt());
    }

    private static void keys(Map<String, Mutant> all) {
        all.put("makes keys up", read(Keys.class, "find", (call, store) -> {
            Map<KeyId, LedgerKey> keys = new HashMap<>(call.<Map<KeyId, LedgerKey>>answer());
            call.<Collection<KeyId>>given(0).forEach(id -> keys.putIfAbsent(id, FACTS.key()));
            return keys;
        }));
        all.put("confuses the roles of keys", keysFound(key -> as(key, LedgerKey.Role.WALLET, key.status())));
        all.put("leaves keys active", keysFound(key -> as(key, key.role(), LedgerKey.Status.ACTIVE)));
        all.put(
                "begins each page of keys anew",
                read(Keys.class, "after", (call, store) -> call.with(0, 0L).answer()));
        all.put(
                "lists the roots that are active",
                read(
                        Keys.class,
                        "roots",
                        (call, store) -> call.<List<LedgerKey>>answer().stream()
                                .filter(key -> key.status() == LedgerKey.Status.ACTIVE)
                                .toList()));
    }

    private static void scan(Map<String, Mutant> all) {
        all.put("begins at position one", read(LedgerScan.class, "last", (call, store) -> 1 + call.<Long>answer()));
        all.put("scans what one tenant may see", read(LedgerScan.class, "after", (call, store) -> {
            TenantId first = store.registry().firstEntry().getValue().header().tenant();
            return call.<List<StoredSpan>>answer().stream()
                    .filter(stored -> stored.canonical().text().contains(first.value()))
                    .toList();
        }));
        all.put(
                "includes the position asked after",
                read(
                        LedgerScan.class,
                        "after",
                        (call, store) -> call.with(0, call.<Long>given(0) - 1).answer()));
    }

    private static Mutant hearing(UnaryOperator<Consumer<Timeline.Signal>> other) {
        return read(
                Timeline.class,
                "subscribe",
                (call, store) -> call.with(0, other.apply(call.<Consumer<Timeline.Signal>>given(0)))
                        .answer());
    }

    private static void timeline(Map<String, Mutant> all) {
        all.put("signals nothing", hearing(listener -> signal -> {}));
        all.put("signals what was refused", besides((store, change, outcome) -> {
            if (outcome instanceof Outcome.Refused) {
                store.timeline()
                        .appended(new Timeline.Signal.Appended(
                                change.spans().getFirst().header().tenant(),
                                change.spans().getFirst().version(),
                                store.lastPosition()));
            }
        }));
        AtomicReference<Consumer<Timeline.Signal>> newest = new AtomicReference<>();
        all.put("signals to one listener alone", hearing(listener -> {
            newest.set(listener);
            return signal -> {
                if (newest.get().equals(listener)) {
                    listener.accept(signal);
                }
            };
        }));
        all.put("signals after the subscription's end", read(Timeline.class, "subscribe", (call, store) -> {
            call.<Timeline.Subscription>answer();
            return (Timeline.Subscription) () -> {};
        }));
        all.put(
                "calls a listener from many threads",
                hearing(listener -> signal -> Thread.ofVirtual().start(() -> listener.accept(signal))));
    }

    private static Mutant repeating(UnaryOperator<Repeats.Repeat> other) {
        return read(
                Repeats.class,
                "find",
                (call, store) -> call.<Optional<Repeats.Repeat>>answer().map(other));
    }

    private static void repeats(Map<String, Mutant> all) {
        all.put(
                "makes repeats up",
                read(
                        Repeats.class,
                        "find",
                        (call, store) -> call.<Optional<Repeats.Repeat>>answer()
                                .or(() -> Optional.of(new Repeats.Repeat(
                                        FACTS.payloadHash("made up"), new Once.Answer.Body("{}"), List.of())))));
        all.put(
                "tells withheld answers from bodies no more",
                repeating(repeat -> new Repeats.Repeat(
                        repeat.bodyHash(), new Once.Answer.Body(repeat.answer().json()), repeat.receipts())));
        all.put(
                "answers with the newest receipts",
                read(
                        Repeats.class,
                        "find",
                        (call, store) -> call.<Optional<Repeats.Repeat>>answer()
                                .map(repeat -> new Repeats.Repeat(
                                        repeat.bodyHash(),
                                        repeat.answer(),
                                        repeat.receipts().stream()
                                                .map(receipt -> store.newest(receipt.version()
                                                                .id())
                                                        .orElseThrow()
                                                        .receipt())
                                                .toList()))));
        all.put("keeps repeats forever", store(clock -> new InMemoryStore(clock) {
            @Override
            Optional<Repeats.Repeat> repeat(Once.Key key, Instant now) {
                return super.repeat(key, Instant.EPOCH);
            }
        }));
    }
}
