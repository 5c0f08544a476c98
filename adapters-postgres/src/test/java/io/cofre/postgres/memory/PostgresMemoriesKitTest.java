package io.cofre.postgres.memory;

import io.cofre.postgres.bench.PostgresBench;
import io.cofre.testkit.contract.Bench;
import io.cofre.testkit.contract.MemoriesContract;
import java.time.InstantSource;

final class PostgresMemoriesKitTest implements MemoriesContract {
    @Override
    public Bench open(InstantSource clock) {
        return PostgresBench.open(clock);
    }
}
