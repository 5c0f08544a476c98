package io.cofre.testkit.memory;

import static io.cofre.testkit.memory.BrokenStores.read;

import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Outcome;
import io.cofre.testkit.contract.Bench;
import io.cofre.testkit.contract.UnsteadyBench;
import io.cofre.testkit.fault.Cue;
import io.cofre.testkit.fault.Faults;
import io.cofre.testkit.memory.BrokenStores.Mutant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** Journals that bear failures badly. */
final class FaultMutants {
    private FaultMutants() {}

    static Map<String, Function<InstantSource, UnsteadyBench>> all() {
        Map<String, Function<InstantSource, UnsteadyBench>> all = new HashMap<>();
        all.put(
                "writes while the store is away",
                losing(() -> new Cue(
                        Optional.of("commit"),
                        Cue.When.AFTER,
                        () -> new PortFailure.Unavailable(Dependency.LEDGER, "written all the same"))));
        all.put("writes lost commits after all", losing(() -> Cue.lostAfter().on("commit")));
        all.put("forgets lost commits", over(read(Journal.class, "settle", (call, store) -> Optional.empty())));
        AtomicInteger settled = new AtomicInteger();
        all.put(
                "settles only the first of a list",
                over(read(
                        Journal.class,
                        "settle",
                        (call, store) ->
                                settled.getAndIncrement() == 0 ? call.<Optional<Outcome>>answer() : Optional.empty())));
        return all;
    }

    private static Function<InstantSource, UnsteadyBench> over(Mutant mutant) {
        return clock -> UnsteadyInMemoryBench.of(mutant.apply(clock));
    }

    /** Fails by another cue than asked for. */
    private static Function<InstantSource, UnsteadyBench> losing(Supplier<Cue> cue) {
        return clock -> {
            Bench bench = InMemoryBench.of(new InMemoryStore(clock));
            Faults faults = new Faults();
            return new UnsteadyInMemoryBench(bench, faults, faults.decorate(Journal.class, bench.journal())) {
                @Override
                public void cutOff() {
                    faults.next(cue.get());
                }

                @Override
                public void loseNextCommit(boolean written) {
                    faults.next(cue.get());
                }
            };
        };
    }
}
