package io.cofre.testkit.memory;

import static io.cofre.testkit.memory.BrokenStores.afterRefusal;
import static io.cofre.testkit.memory.BrokenStores.blind;
import static io.cofre.testkit.memory.BrokenStores.changes;
import static io.cofre.testkit.memory.BrokenStores.forgiving;
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
import io.cofre.ports.span.TenantId;
import io.cofre.ports.wallet.WalletId;
import io.cofre.testkit.memory.BrokenStores.Mutant;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Journals that take guards or idempotency keys wrongly. */
final class GuardMutants {
    private GuardMutants() {}

    static Map<String, Mutant> all() {
        Map<String, Mutant> all = new HashMap<>();
        guards(all);
        once(all);
        return all;
    }

    private static Mutant guards(UnaryOperator<List<Guard>> other) {
        return changes(
                change -> new Change(change.spans(), other.apply(change.guards()), change.effects(), change.once()));
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

    private static Mutant without(Class<? extends Guard> kind) {
        return guards(guards ->
                guards.stream().filter(guard -> !kind.isInstance(guard)).toList());
    }

    private static Mutant refusing(Class<? extends Guard> kind, Refusal why) {
        return strict((change, standing) ->
                change.guards().stream().anyMatch(kind::isInstance) ? Optional.of(why) : Optional.empty());
    }

    private static Mutant keyed(UnaryOperator<Once.Key> other) {
        return changes(change -> new Change(
                change.spans(),
                change.guards(),
                change.effects(),
                change.once().map(once -> new Once(other.apply(once.key()), once.bodyHash(), once.answer()))));
    }

    private static Mutant bySpan(Function<Once, Optional<Once>> other) {
        return changes(change -> new Change(
                change.spans(),
                change.guards(),
                change.effects(),
                change.once()
                        .flatMap(once ->
                                once.answer() instanceof Once.Answer.BySpan ? other.apply(once) : Optional.of(once))));
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
        all.put(
                "answers a request of many changes by its first",
                bySpan(once -> Optional.of(new Once(once.key(), once.bodyHash(), new Once.Answer.Body("{}")))));
        all.put("compares no bodies of requests of many changes", bySpan(once -> Optional.empty()));
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
}
