package io.cofre.postgres.vault;

import io.cofre.postgres.bench.PostgresBench;
import io.cofre.testkit.contract.Bench;
import io.cofre.testkit.contract.LeftoversContract;
import java.time.InstantSource;

final class PostgresLeftoversKitTest implements LeftoversContract {
    @Override
    public Bench open(InstantSource clock) {
        return PostgresBench.open(clock);
    }
}
