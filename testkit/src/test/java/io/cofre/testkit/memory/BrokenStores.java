package io.cofre.testkit.memory;

import io.cofre.ports.journal.Admission;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.ChangeId;
import io.cofre.ports.journal.Head;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Judgement;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Refusal;
import io.cofre.ports.journal.Standing;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.testkit.contract.Bench;
import java.lang.reflect.RecordComponent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Ways to break a store. */
final class BrokenStores {
    private BrokenStores() {}

    /** A broken store, made for one test. */
    interface Mutant extends Function<InstantSource, Bench> {}

    static Mutant store(Function<InstantSource, InMemoryStore> made) {
        return clock -> {
            InMemoryStore store = made.apply(clock);
            return new InMemoryBench(store, InMemoryPorts.of(store));
        };
    }

    static Mutant projections(Projections broken) {
        return store(clock -> new InMemoryStore(clock, Admission.DEFAULT, broken));
    }

    /** One method of one port does something else. */
    static <P> Mutant read(
            Class<P> port, String method, BiFunction<Broken.Call, InMemoryStore, @Nullable Object> body) {
        return clock -> {
            InMemoryStore store = new InMemoryStore(clock);
            InMemoryPorts ports = replaced(
                    InMemoryPorts.of(store),
                    port,
                    good -> Broken.port(port, good, method, call -> body.apply(call, store)));
            return new InMemoryBench(store, ports);
        };
    }

    static <P> Mutant port(Class<P> port, Function<InMemoryStore, P> made) {
        return clock -> {
            InMemoryStore store = new InMemoryStore(clock);
            return new InMemoryBench(store, replaced(InMemoryPorts.of(store), port, good -> made.apply(store)));
        };
    }

    private static <P> InMemoryPorts replaced(InMemoryPorts ports, Class<P> port, UnaryOperator<P> other) {
        try {
            RecordComponent[] components = InMemoryPorts.class.getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                Object value = components[i].getAccessor().invoke(ports);
                values[i] = components[i].getType() == port ? other.apply(port.cast(value)) : value;
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return InMemoryPorts.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The journal does something else with its list. */
    static Mutant journal(BiFunction<List<Change>, Journal, List<Outcome>> body) {
        return port(Journal.class, store -> new Journal() {
            private final Journal good = new InMemoryJournal(store);

            @Override
            public List<Outcome> commit(List<Change> changes) {
                return body.apply(changes, good);
            }

            @Override
            public Optional<Outcome> settle(ChangeId id) {
                return good.settle(id);
            }
        });
    }

    /** The journal gets other changes. */
    static Mutant changes(UnaryOperator<Change> other) {
        return journal((list, good) -> good.commit(list.stream().map(other).toList()));
    }

    /** The journal answers something else. */
    static Mutant outcomes(BiFunction<Change, Outcome, Outcome> other) {
        return journal((list, good) -> {
            List<Outcome> outcomes = good.commit(list);
            List<Outcome> told = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                told.add(other.apply(list.get(i), outcomes.get(i)));
            }
            return told;
        });
    }

    static Mutant accepted(UnaryOperator<List<Receipt>> other) {
        return outcomes((change, outcome) -> outcome instanceof Outcome.Accepted(List<Receipt> receipts)
                ? new Outcome.Accepted(other.apply(receipts))
                : outcome);
    }

    /** Can write whatever it likes. */
    static class Forcing extends InMemoryStore {
        Forcing(InstantSource clock) {
            super(clock);
        }

        List<Receipt> force(Change change) {
            List<Receipt> receipts = new ArrayList<>();
            for (VerifiedSpan span : change.spans()) {
                receipts.add(new Receipt(
                        span.version(), lastPosition() + 1 + receipts.size(), ledgerTime(), span.payloadHash()));
            }
            write(new Judgement.Write(0, change, receipts));
            return receipts;
        }

        void apply(Change change) {
            change.effects().forEach(effect -> projections().apply(effect, lastPosition()));
        }

        Head headOf(VerifiedSpan span) {
            return newest(span.header().id()).orElseThrow().head();
        }
    }

    /** Writes what should have been refused. */
    static Mutant forgiving(BiPredicate<Change, Refusal> forgiven) {
        return store(clock -> new Forcing(clock) {
            @Override
            List<Outcome> write(List<Change> list) {
                List<Outcome> outcomes = new ArrayList<>();
                for (Change change : list) {
                    Outcome outcome = super.write(List.of(change)).getFirst();
                    boolean forced = outcome instanceof Outcome.Refused(Refusal why) && forgiven.test(change, why);
                    outcomes.add(forced ? new Outcome.Accepted(force(change)) : outcome);
                }
                return outcomes;
            }
        });
    }

    static Mutant forgiving(Class<? extends Refusal> forgiven) {
        return forgiving((change, why) -> forgiven.isInstance(why));
    }

    /** Refuses, before anything else is looked at. */
    static Mutant strict(BiFunction<Change, Standing, Optional<Refusal>> refused) {
        return store(clock -> new Forcing(clock) {
            @Override
            List<Outcome> write(List<Change> list) {
                List<Outcome> outcomes = new ArrayList<>();
                for (Change change : list) {
                    Optional<Refusal> why = refused.apply(change, standing(ledgerTime()));
                    outcomes.add(
                            why.isPresent()
                                    ? new Outcome.Refused(why.get())
                                    : super.write(List.of(change)).getFirst());
                }
                return outcomes;
            }
        });
    }

    /** What a store does besides, after each change. */
    interface Besides {
        void done(Forcing store, Change change, Outcome outcome);
    }

    static Mutant besides(Besides besides) {
        return store(clock -> new Forcing(clock) {
            @Override
            List<Outcome> write(List<Change> list) {
                List<Outcome> outcomes = new ArrayList<>();
                for (Change change : list) {
                    Outcome outcome = super.write(List.of(change)).getFirst();
                    besides.done(this, change, outcome);
                    outcomes.add(outcome);
                }
                return outcomes;
            }
        });
    }

    static Mutant afterRefusal(Besides besides) {
        return besides((store, change, outcome) -> {
            if (outcome instanceof Outcome.Refused) {
                besides.done(store, change, outcome);
            }
        });
    }

    static Mutant afterReplay(Besides besides) {
        return besides((store, change, outcome) -> {
            if (outcome instanceof Outcome.Replayed) {
                besides.done(store, change, outcome);
            }
        });
    }

    /** Judges every change of a list over what stood before the list. */
    static Mutant blind() {
        return store(clock -> new Forcing(clock) {
            @Override
            List<Outcome> write(List<Change> list) {
                List<Outcome> judged = list.stream()
                        .map(change -> judge(List.of(change), standing(ledgerTime()))
                                .outcomes()
                                .getFirst())
                        .toList();
                List<Outcome> outcomes = new ArrayList<>();
                for (int i = 0; i < list.size(); i++) {
                    outcomes.add(
                            judged.get(i) instanceof Outcome.Accepted
                                    ? new Outcome.Accepted(force(list.get(i)))
                                    : judged.get(i));
                }
                return outcomes;
            }
        });
    }

    /** Judges over something else than what stands. */
    static Mutant standing(String method, BiFunction<Broken.Call, InMemoryStore, @Nullable Object> body) {
        return store(clock -> new InMemoryStore(clock) {
            @Override
            Standing standing(java.time.Instant now) {
                InMemoryStore store = this;
                return Broken.port(Standing.class, super.standing(now), method, call -> body.apply(call, store));
            }
        });
    }

    static Mutant admission(Admission admission) {
        return store(clock -> new InMemoryStore(clock, admission));
    }
}
