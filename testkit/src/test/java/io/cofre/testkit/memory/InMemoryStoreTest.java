package io.cofre.testkit.memory;

import io.cofre.testkit.contract.AppsContract;
import io.cofre.testkit.contract.Bench;
import io.cofre.testkit.contract.HeadsContract;
import io.cofre.testkit.contract.JournalContract;
import io.cofre.testkit.contract.JournalFaultContract;
import io.cofre.testkit.contract.KeysContract;
import io.cofre.testkit.contract.LedgerScanContract;
import io.cofre.testkit.contract.LedgerSnapshotsContract;
import io.cofre.testkit.contract.LeftoversContract;
import io.cofre.testkit.contract.MemoriesContract;
import io.cofre.testkit.contract.RepeatsContract;
import io.cofre.testkit.contract.SpansContract;
import io.cofre.testkit.contract.TenantsContract;
import io.cofre.testkit.contract.TimelineContract;
import io.cofre.testkit.contract.TokensContract;
import io.cofre.testkit.contract.UnsteadyBench;
import io.cofre.testkit.contract.WalletsContract;
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

    @Nested
    class TheHeads implements HeadsContract {
        @Override
        public Bench open(InstantSource clock) {
            return fresh(clock);
        }
    }

    @Nested
    class TheKeys implements KeysContract {
        @Override
        public Bench open(InstantSource clock) {
            return fresh(clock);
        }
    }

    @Nested
    class TheSnapshots implements LedgerSnapshotsContract {
        @Override
        public Bench open(InstantSource clock) {
            return fresh(clock);
        }
    }

    @Nested
    class TheLedgerScan implements LedgerScanContract {
        @Override
        public Bench open(InstantSource clock) {
            return fresh(clock);
        }
    }

    @Nested
    class TheSpans implements SpansContract {
        @Override
        public Bench open(InstantSource clock) {
            return fresh(clock);
        }
    }

    @Nested
    class TheTimeline implements TimelineContract {
        @Override
        public Bench open(InstantSource clock) {
            return fresh(clock);
        }
    }

    @Nested
    class TheRepeats implements RepeatsContract {
        @Override
        public Bench open(InstantSource clock) {
            return fresh(clock);
        }
    }

    @Nested
    class TheTokens implements TokensContract {
        @Override
        public Bench open(InstantSource clock) {
            return fresh(clock);
        }
    }

    @Nested
    class TheWallets implements WalletsContract {
        @Override
        public Bench open(InstantSource clock) {
            return fresh(clock);
        }
    }

    @Nested
    class TheTenants implements TenantsContract {
        @Override
        public Bench open(InstantSource clock) {
            return fresh(clock);
        }
    }

    @Nested
    class TheApps implements AppsContract {
        @Override
        public Bench open(InstantSource clock) {
            return fresh(clock);
        }
    }

    @Nested
    class TheMemories implements MemoriesContract {
        @Override
        public Bench open(InstantSource clock) {
            return fresh(clock);
        }
    }

    @Nested
    class TheLeftovers implements LeftoversContract {
        @Override
        public Bench open(InstantSource clock) {
            return fresh(clock);
        }
    }

    @Nested
    class TheJournalUnderFaults implements JournalFaultContract {
        @Override
        public UnsteadyBench open(InstantSource clock) {
            return UnsteadyInMemoryBench.of(fresh(clock));
        }
    }
}
