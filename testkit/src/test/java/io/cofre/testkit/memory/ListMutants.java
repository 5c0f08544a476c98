package io.cofre.testkit.memory;

import static io.cofre.testkit.memory.BrokenStores.accepted;
import static io.cofre.testkit.memory.BrokenStores.afterRefusal;
import static io.cofre.testkit.memory.BrokenStores.blind;
import static io.cofre.testkit.memory.BrokenStores.changes;
import static io.cofre.testkit.memory.BrokenStores.forgiving;
import static io.cofre.testkit.memory.BrokenStores.journal;
import static io.cofre.testkit.memory.BrokenStores.outcomes;
import static io.cofre.testkit.memory.BrokenStores.read;
import static io.cofre.testkit.memory.BrokenStores.standing;
import static io.cofre.testkit.memory.BrokenStores.store;
import static io.cofre.testkit.memory.BrokenStores.strict;

import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Guard;
import io.cofre.ports.journal.Head;
import io.cofre.ports.journal.Once;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Refusal;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.wallet.WalletId;
import io.cofre.testkit.memory.BrokenStores.Mutant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Journals that take lists, guards, idempotency keys, times or threads wrongly. */
final class ListMutants {
    private ListMutants() {}

    static Map<String, Mutant> all() {
        Map<String, Mutant> all = new HashMap<>();
        lists(all);
        poison(all);
        guards(all);
        once(all);
        times(all);
        threads(all);
        return all;
    }

    private static void lists(Map<String, Mutant> all) {
        all.put(
                "writes something for nothing",
                journal((list, good) -> list.isEmpty() ? List.of(new Outcome.Accepted(List.of())) : good.commit(list)));
        all.put("takes lists of any length", journal((list, good) -> {
            List<Outcome> outcomes = new ArrayList<>();
            for (Change change : list) {
                outcomes.add(good.commit(change));
            }
            return outcomes;
        }));
        all.put(
                "answers in another order",
                journal((list, good) -> good.commit(list).reversed()));
        all.put("judges each change of a list alone", blind());
        all.put(
                "lets the last of a list win",
                journal((list, good) -> good.commit(list.reversed()).reversed()));
        all.put("does not show a change to the next of its list", blind());
        all.put("sorts a list by version", journal((list, good) -> {
            List<Change> sorted = new ArrayList<>(list);
            sorted.sort(Comparator.comparingLong(
                    change -> change.spans().getFirst().header().seq()));
            List<Outcome> outcomes = good.commit(sorted);
            return list.stream()
                    .map(change -> outcomes.get(sorted.indexOf(change)))
                    .toList();
        }));
        all.put("introduces keys after the list", blind());
        all.put("ends keys after the list", blind());
        all.put("keeps no nonces within a list", blind());
    }

    private static void poison(Map<String, Mutant> all) {
        all.put("lets a poisoned change spoil its batch", store(clock -> new InMemoryStore(clock) {
            @Override
            List<Outcome> write(List<Change> list) {
                Optional<String> poison = list.stream()
                        .flatMap(change -> Unwritable.reason(change).stream())
                        .findFirst();
                return poison.isEmpty()
                        ? super.write(list)
                        : list.stream()
                                .<Outcome>map(change -> new Outcome.Refused(new Refusal.Unwritable(poison.get())))
                                .toList();
            }
        }));
        all.put("shows a poisoned change to the next of its list", store(clock -> new InMemoryStore(clock) {
            @Override
            List<Outcome> write(List<Change> list) {
                var judged = judge(list, standing(ledgerTime()));
                judged.writes().stream()
                        .filter(write -> Unwritable.reason(write.change()).isEmpty())
                        .forEach(this::write);
                List<Outcome> outcomes = new ArrayList<>();
                for (int i = 0; i < list.size(); i++) {
                    Optional<String> reason = Unwritable.reason(list.get(i));
                    outcomes.add(
                            reason.isPresent()
                                    ? new Outcome.Refused(new Refusal.Unwritable(reason.get()))
                                    : judged.outcomes().get(i));
                }
                return outcomes;
            }
        }));
        all.put("writes half of a poisoned change", afterRefusal(JournalMutants::writeEachAlone));
    }

    private static Mutant guards(UnaryOperator<List<Guard>> other) {
        return changes(
                change -> new Change(change.spans(), other.apply(change.guards()), change.effects(), change.once()));
    }

    private static Mutant without(Class<? extends Guard> kind) {
        return guards(guards ->
                guards.stream().filter(guard -> !kind.isInstance(guard)).toList());
    }

    private static Mutant refusing(Class<? extends Guard> kind, Refusal why) {
        return strict((change, standing) ->
                change.guards().stream().anyMatch(kind::isInstance) ? Optional.of(why) : Optional.empty());
    }

    private static void guards(Map<String, Mutant> all) {
        all.put("finds nothing in its state", refusing(Guard.InState.class, new Refusal.NotPristine()));
        all.put("passes guards over", guards(guards -> List.of()));
        all.put(
                "holds guards on unknown things for kept",
                forgiving((change, why) ->
                        why instanceof Refusal.NotInState not && not.found().isEmpty()));
        all.put(
                "finds deleted things in their state",
                standing(
                        "head",
                        (call, store) -> call.<Optional<Head>>answer()
                                .map(head -> new Head(
                                        head.id(),
                                        head.seq(),
                                        head.tenant(),
                                        head.owner(),
                                        head.entityType(),
                                        head.visibility(),
                                        head.status(),
                                        false,
                                        head.position(),
                                        head.payloadHash()))));
        all.put("finds every thing changed", refusing(Guard.Unchanged.class, new Refusal.NotPristine()));
        all.put("passes Unchanged over", without(Guard.Unchanged.class));
        all.put("judges guards before the list", blind());
        all.put(
                "judges guards after the change's own spans",
                forgiving((change, why) -> why instanceof Refusal.Overtaken overtaken
                        && change.spans().stream()
                                .anyMatch(span -> span.header().id().equals(overtaken.thing()))));
        all.put(
                "judges only the first guard",
                guards(guards -> guards.stream().limit(1).toList()));
        all.put(
                "judges guards before replays",
                strict((change, standing) -> change.guards().stream()
                        .flatMap(guard -> guard.judge(standing).stream())
                        .findFirst()));
        all.put("finds no store pristine", refusing(Guard.Pristine.class, new Refusal.NotPristine()));
        all.put("finds every store pristine", without(Guard.Pristine.class));
    }

    private static Mutant keyed(UnaryOperator<Once.Key> other) {
        return changes(change -> new Change(
                change.spans(),
                change.guards(),
                change.effects(),
                change.once().map(once -> new Once(other.apply(once.key()), once.bodyHash(), once.answer()))));
    }

    private static Mutant repeating(UnaryOperator<Instant> other) {
        return store(clock -> new InMemoryStore(clock) {
            @Override
            Optional<Repeats.Repeat> repeat(Once.Key key, Instant now) {
                return super.repeat(key, other.apply(now));
            }
        });
    }

    private static void once(Map<String, Mutant> all) {
        all.put(
                "forgets idempotency keys",
                changes(change -> new Change(change.spans(), change.guards(), change.effects(), Optional.empty())));
        all.put(
                "tells withheld answers",
                outcomes((change, outcome) -> outcome instanceof Outcome.Replayed replayed
                        ? new Outcome.Replayed(
                                replayed.receipts(),
                                replayed.answer().map(answer -> new Once.Answer.Body(answer.json())))
                        : outcome));
        all.put("compares no bodies", forgiving(Refusal.OnceMismatch.class));
        all.put("keeps idempotency keys after the list", blind());
        all.put(
                "recognizes requests by the header alone",
                keyed(key -> new Once.Key(
                        new TenantId("any"),
                        new WalletId("wlt_any"),
                        "ANY",
                        "/any",
                        key.value().toLowerCase(Locale.ROOT))));
        all.put(
                "keeps the idempotency key of a refused change",
                afterRefusal(
                        (store, change, outcome) -> change.once().ifPresent(once -> store.remember(once, List.of()))));
        all.put(
                "keeps no receipts with an answer",
                read(
                        Repeats.class,
                        "find",
                        (call, store) -> call.<Optional<Repeats.Repeat>>answer()
                                .map(repeat -> new Repeats.Repeat(repeat.bodyHash(), repeat.answer(), List.of()))));
        all.put("forgets idempotency keys too soon", repeating(now -> now.plusMillis(1)));
        all.put("keeps idempotency keys forever", repeating(now -> Instant.EPOCH));
    }

    private static void times(Map<String, Mutant> all) {
        all.put("has a time of its own", store(clock -> new InMemoryStore(clock) {
            @Override
            Instant tick(Instant now, Instant before) {
                return super.tick(now, before).plusMillis(1);
            }
        }));
        all.put(
                "records nanoseconds",
                accepted(receipts -> receipts.stream()
                        .map(receipt -> new Receipt(
                                receipt.version(),
                                receipt.position(),
                                receipt.recordedAt().plusNanos(999_999),
                                receipt.payloadHash()))
                        .toList()));
        all.put("goes back with the clock", store(clock -> new InMemoryStore(clock) {
            @Override
            Instant tick(Instant now, Instant before) {
                return now;
            }
        }));
    }

    /** Judges under the lock, lets others do so too, and then writes. */
    private static Mutant twoSteps() {
        return store(clock -> new BrokenStores.Forcing(clock) {
            @Override
            List<Outcome> commit(List<Change> list) {
                if (list.getFirst()
                        .spans()
                        .getFirst()
                        .header()
                        .entityType()
                        .value()
                        .equals("logline_id")) {
                    return super.commit(list);
                }
                List<Outcome> judged =
                        locked(() -> judge(list, standing(ledgerTime())).outcomes());
                LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
                return locked(() -> {
                    List<Outcome> outcomes = new ArrayList<>();
                    for (int i = 0; i < list.size(); i++) {
                        outcomes.add(
                                judged.get(i) instanceof Outcome.Accepted
                                        ? new Outcome.Accepted(force(list.get(i)))
                                        : judged.get(i));
                    }
                    return outcomes;
                });
            }
        });
    }

    private static Predicate<StoredSpan> seenTwiceIfOdd() {
        Set<SpanVersion> hidden = new HashSet<>();
        return stored -> stored.position() % 5 != 0 || !hidden.add(stored.version());
    }

    private static void threads(Map<String, Mutant> all) {
        all.put("checks and writes in two steps", twoSteps());
        all.put("accepts a replay that runs beside the first", twoSteps());
        AtomicInteger commits = new AtomicInteger();
        all.put("loses writes under load", journal((list, good) -> {
            if (commits.incrementAndGet() % 10 != 0) {
                return good.commit(list);
            }
            return list.stream()
                    .<Outcome>map(change -> new Outcome.Accepted(change.spans().stream()
                            .map(span -> new Receipt(span.version(), 1, Instant.EPOCH, span.payloadHash()))
                            .toList()))
                    .toList();
        }));
        all.put(
                "gives a position twice",
                accepted(receipts -> receipts.stream()
                        .map(receipt -> new Receipt(
                                receipt.version(), receipt.position() / 2, receipt.recordedAt(), receipt.payloadHash()))
                        .toList()));
        all.put(
                "shows commits late",
                read(
                        Spans.class,
                        "newest",
                        (call, store) -> call.<Optional<StoredSpan>>answer()
                                .filter(stored -> stored.position() < store.locked(store::lastPosition))));
        Predicate<StoredSpan> shown = seenTwiceIfOdd();
        all.put(
                "shows a lower position late",
                read(
                        LedgerScan.class,
                        "after",
                        (call, store) -> call.<List<StoredSpan>>answer().stream()
                                .filter(shown)
                                .toList()));
    }
}
