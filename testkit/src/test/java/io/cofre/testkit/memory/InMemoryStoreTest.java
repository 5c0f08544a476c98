package io.cofre.testkit.memory;

import io.cofre.testkit.contract.Bench;
import io.cofre.testkit.contract.JournalContract;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;

/** The store in memory passes every kit. */
class InMemoryStoreTest {
    private static Bench fresh(InstantSource clock) {
        return InMemoryBench.of(new InMemoryStore(clock));
    }

    @Nested
    class TheJournal implements JournalContract {
        @Override
        public Bench open(InstantSource clock) {
            return fresh(clock);
        }
    }
}
