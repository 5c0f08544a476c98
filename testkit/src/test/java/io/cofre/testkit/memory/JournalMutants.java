package io.cofre.testkit.memory;

import static io.cofre.testkit.memory.BrokenStores.accepted;
import static io.cofre.testkit.memory.BrokenStores.admission;
import static io.cofre.testkit.memory.BrokenStores.afterRefusal;
import static io.cofre.testkit.memory.BrokenStores.afterReplay;
import static io.cofre.testkit.memory.BrokenStores.changes;
import static io.cofre.testkit.memory.BrokenStores.forgiving;
import static io.cofre.testkit.memory.BrokenStores.outcomes;
import static io.cofre.testkit.memory.BrokenStores.read;
import static io.cofre.testkit.memory.BrokenStores.standing;
import static io.cofre.testkit.memory.BrokenStores.store;
import static io.cofre.testkit.memory.BrokenStores.strict;

import io.cofre.ports.journal.Admission;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.ChangeId;
import io.cofre.ports.journal.Head;
import io.cofre.ports.journal.Heads;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.KeyEffect;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Refusal;
import io.cofre.ports.journal.Standing;
import io.cofre.ports.span.CanonicalBytes;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.testkit.memory.BrokenStores.Mutant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Journals that judge or append wrongly. */
final class JournalMutants {
    private static final Duration DAY = Duration.ofHours(24);

    private JournalMutants() {}

    static Map<String, Mutant> all() {
        Map<String, Mutant> all = new HashMap<>();
        append(all);
        replay(all);
        signer(all);
        settle(all);
        return all;
    }

    private static Mutant canonical(UnaryOperator<String> other) {
        return changes(change -> new Change(
                change.spans().stream()
                        .map(span -> new VerifiedSpan(
                                span.header(),
                                CanonicalBytes.of(
                                        other.apply(span.canonical().text()).getBytes(StandardCharsets.UTF_8)),
                                span.payloadHash(),
                                span.signature()))
                        .toList(),
                change.guards(),
                change.effects(),
                change.once()));
    }

    private static void append(Map<String, Mutant> all) {
        all.put("alters the canonical bytes", canonical(text -> text.replace(":1e+300", ":1E+300")));
        all.put("keeps the head of the first version", store(clock -> new InMemoryStore(clock) {
            @Override
            Optional<StoredRow> newest(SpanId id) {
                return Optional.ofNullable(thing(id).firstEntry()).map(Map.Entry::getValue);
            }
        }));
        all.put("forgets the head of a span without status", read(Heads.class, "find", (call, store) -> {
            Map<SpanId, Head> heads = new HashMap<>(call.<Map<SpanId, Head>>answer());
            heads.values().removeIf(head -> head.status().isEmpty());
            return heads;
        }));
        all.put("cuts content at 8000 bytes", canonical(text -> text.substring(0, Math.min(8_000, text.length()))));
        all.put(
                "refuses long text members",
                strict((change, standing) -> change.spans().stream()
                        .filter(span -> span.header().who().length() > 2_704)
                        .<Refusal>map(span -> new Refusal.Unwritable("index row size exceeds maximum 2704"))
                        .findFirst()));
        all.put("quotes text carelessly", canonical(text -> text.replace("'", "''")));
        all.put("quotes JSON carelessly", canonical(text -> text.replace("\\u0001", "\u0001")));
        all.put("orders nothing by position", accepted(List::reversed));
        all.put("takes any version after the newest", forgiving(Refusal.VersionGap.class));
        all.put("takes any first version", forgiving(Refusal.VersionGap.class));
        all.put("overwrites a version", forgiving(Refusal.VersionTaken.class));
        all.put("overwrites an old version", forgiving(Refusal.VersionTaken.class));
        all.put("lets another tenant continue an id", forgiving(Refusal.VersionTaken.class));
        all.put("lets a version change the type", forgiving(Refusal.Immutable.class));
        all.put("lets anybody change the owner", forgiving(Refusal.Immutable.class));
        all.put(
                "lets nobody change the owner",
                strict((change, standing) -> change.spans().stream()
                        .filter(span -> standing.head(span.header().id())
                                .filter(head ->
                                        !head.owner().equals(span.header().owner()))
                                .isPresent())
                        .<Refusal>map(span -> new Refusal.Immutable(span.version(), "owner_id"))
                        .findFirst()));
        all.put("passes prev_hash over", forgiving(Refusal.PrevMismatch.class));
        all.put("writes the spans before the refused one", afterRefusal(JournalMutants::writeEachAlone));
        all.put(
                "accepts no full change",
                strict((change, standing) -> change.spans().size() < 1_000
                        ? Optional.empty()
                        : Optional.of(new Refusal.Unwritable("too many"))));
        all.put("writes after its end", clock -> {
            InMemoryStore store = new InMemoryStore(clock);
            return new InMemoryBench(store, InMemoryPorts.of(store)) {
                @Override
                public void close() {}
            };
        });
    }

    /** Half of a change: those of its spans that can be written. */
    static void writeEachAlone(BrokenStores.Forcing store, Change change, Outcome outcome) {
        for (VerifiedSpan span : change.spans()) {
            if (Unwritable.reason(Change.of(span)).isEmpty()) {
                store.judge(List.of(Change.of(span)), store.standing(store.ledgerTime()))
                        .writes()
                        .forEach(store::write);
            }
        }
    }

    private static void replay(Map<String, Mutant> all) {
        all.put("answers a replay with a new receipt", outcomes((change, outcome) -> {
            if (!(outcome instanceof Outcome.Replayed replayed)) {
                return outcome;
            }
            List<Receipt> fresh = replayed.receipts().stream()
                    .map(old -> new Receipt(old.version(), old.position() + 1, old.recordedAt(), old.payloadHash()))
                    .toList();
            return new Outcome.Replayed(fresh, replayed.answer());
        }));
        BrokenStores.Besides overwrite = (store, change, outcome) -> {
            for (VerifiedSpan span : change.spans()) {
                store.append(new StoredRow(
                        span, store.row(span.version()).orElseThrow().receipt()));
            }
        };
        all.put("stores the signature of a replay", afterReplay(overwrite));
        all.put("burns the nonce of a replay", afterReplay(overwrite));
        all.put(
                "judges freshness before replays",
                strict((change, standing) -> change.spans().stream()
                        .filter(span -> span.signature().ts()
                                < standing.ledgerTime().minus(DAY).toEpochMilli())
                        .<Refusal>map(span -> new Refusal.StaleSignature(span.version(), standing.ledgerTime(), DAY))
                        .findFirst()));
        all.put("judges the key before replays", strict(JournalMutants::inactiveKey));
        all.put(
                "replays only the newest version",
                standing(
                        "receipt",
                        (call, store) -> call.<Optional<Receipt>>answer()
                                .filter(receipt -> store.newest(
                                                receipt.version().id())
                                        .filter(row -> row.header().seq()
                                                == receipt.version().seq())
                                        .isPresent())));
        all.put("takes a change that stands in part", forgiving(Refusal.VersionTaken.class));
        all.put("applies the effects of a replay", afterReplay((store, change, outcome) -> store.apply(change)));
    }

    private static Optional<Refusal> inactiveKey(Change change, Standing standing) {
        return change.spans().stream()
                .map(span -> span.signature().keyId())
                .filter(id -> standing.key(id)
                        .filter(key -> key.status() != LedgerKey.Status.ACTIVE)
                        .isPresent())
                .<Refusal>map(Refusal.KeyInactive::new)
                .findFirst();
    }

    private static void signer(Map<String, Mutant> all) {
        all.put("takes any key", forgiving(Refusal.KeyUnknown.class));
        all.put("takes retired keys", forgiving(Refusal.KeyInactive.class));
        all.put("takes revoked keys", forgiving(Refusal.KeyInactive.class));
        all.put(
                "introduces keys after the change",
                strict((change, standing) -> change.spans().stream()
                        .map(span -> span.signature().keyId())
                        .filter(id -> standing.key(id).isEmpty())
                        .<Refusal>map(Refusal.KeyUnknown::new)
                        .findFirst()));
        all.put("keeps the key of a refused change", afterRefusal((store, change, outcome) -> store.apply(change)));
        all.put(
                "ends keys before the change",
                strict((change, standing) -> change.effects().stream()
                        .filter(KeyEffect.Ended.class::isInstance)
                        .map(effect -> ((KeyEffect.Ended) effect).key())
                        .filter(id -> change.spans().stream()
                                .anyMatch(span -> span.signature().keyId().equals(id)))
                        .<Refusal>map(Refusal.KeyInactive::new)
                        .findFirst()));
        all.put("refuses signatures at the old end of the window", admission(new Admission(DAY.minusMillis(1))));
        all.put("takes old signatures", admission(new Admission(DAY.plusMillis(1))));
        all.put("refuses signatures at the new end of the window", admission(new Admission(DAY.minusMillis(1))));
        all.put("takes signatures of the future", admission(new Admission(DAY.plusMillis(1))));
        all.put(
                "breaks on signatures of the ends of time",
                strict((change, standing) -> change.spans().stream()
                        .filter(span -> Math.subtractExact(
                                        standing.ledgerTime().toEpochMilli(),
                                        span.signature().ts())
                                == Long.MAX_VALUE)
                        .<Refusal>map(span -> new Refusal.StaleSignature(span.version(), standing.ledgerTime(), DAY))
                        .findFirst()));
        all.put("keeps no nonces", standing("nonceUsed", (call, store) -> false));
        all.put("keeps no nonces within a change", forgiving(Refusal.NonceReused.class));
        Set<String> taken = new HashSet<>();
        all.put("mixes up the nonces of keys", strict((change, standing) -> burnt(taken, change)));
        Set<String> burnt = new HashSet<>();
        all.put("burns the nonces of refused changes", strict((change, standing) -> burnt(burnt, change)));
    }

    private static Optional<Refusal> burnt(Set<String> nonces, Change change) {
        return change.spans().stream()
                .filter(span -> !nonces.add(span.signature().nonce()))
                .<Refusal>map(span -> new Refusal.NonceReused(span.version()))
                .findFirst();
    }

    private static Mutant settling(BiFunction<Broken.Call, InMemoryStore, @Nullable Object> body) {
        return read(Journal.class, "settle", body);
    }

    private static void settle(Map<String, Mutant> all) {
        all.put(
                "settles what never came",
                settling((call, store) ->
                        call.<Optional<Outcome>>answer().or(() -> Optional.of(new Outcome.Accepted(List.of())))));
        all.put(
                "settles by the first span alone",
                settling((call, store) -> call.<Optional<Outcome>>answer()
                        .map(outcome -> new Outcome.Accepted(
                                List.of(((Outcome.Accepted) outcome).receipts().getFirst())))));
        all.put(
                "settles with newer versions",
                settling((call, store) -> store.newest(
                                call.argument(0, ChangeId.class).first().id())
                        .map(row -> new Outcome.Accepted(List.of(row.receipt())))));
        all.put(
                "settles refused changes by their version",
                settling((call, store) -> store.row(
                                call.argument(0, ChangeId.class).first())
                        .map(row -> new Outcome.Accepted(List.of(row.receipt())))));
    }
}
