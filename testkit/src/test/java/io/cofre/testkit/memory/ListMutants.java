package io.cofre.testkit.memory;

import static io.cofre.testkit.memory.BrokenStores.accepted;
import static io.cofre.testkit.memory.BrokenStores.afterRefusal;
import static io.cofre.testkit.memory.BrokenStores.blind;
import static io.cofre.testkit.memory.BrokenStores.journal;
import static io.cofre.testkit.memory.BrokenStores.outcomes;
import static io.cofre.testkit.memory.BrokenStores.read;
import static io.cofre.testkit.memory.BrokenStores.standing;
import static io.cofre.testkit.memory.BrokenStores.store;

import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Refusal;
import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.StoredSpan;
import io.cofre.testkit.memory.BrokenStores.Mutant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Journals that take lists, times or threads wrongly. */
final class ListMutants {
    private ListMutants() {}

    static Map<String, Mutant> all() {
        Map<String, Mutant> all = new HashMap<>();
        lists(all);
        poison(all);
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
