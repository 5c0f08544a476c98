package io.cofre.postgres.journal;

import io.cofre.postgres.bench.PostgresBench;
import io.cofre.testkit.contract.Bench;
import io.cofre.testkit.contract.RepeatsContract;
import java.time.InstantSource;

final class PostgresRepeatsTest implements RepeatsContract {
    @Override
    public Bench open(InstantSource clock) {
        return PostgresBench.open(clock);
    }
}
