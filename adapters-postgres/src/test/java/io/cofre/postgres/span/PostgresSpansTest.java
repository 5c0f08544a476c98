package io.cofre.postgres.span;

import io.cofre.postgres.bench.PostgresBench;
import io.cofre.testkit.contract.Bench;
import io.cofre.testkit.contract.SpansContract;
import java.time.InstantSource;

final class PostgresSpansTest implements SpansContract {
    @Override
    public Bench open(InstantSource clock) {
        return PostgresBench.open(clock);
    }
}
