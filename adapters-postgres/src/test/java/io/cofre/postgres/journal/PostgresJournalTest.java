package io.cofre.postgres.journal;

import io.cofre.postgres.bench.PostgresBench;
import io.cofre.testkit.contract.Bench;
import io.cofre.testkit.contract.JournalContract;
import java.time.InstantSource;

final class PostgresJournalTest implements JournalContract {
    @Override
    public Bench open(InstantSource clock) {
        return PostgresBench.open(clock);
    }
}
