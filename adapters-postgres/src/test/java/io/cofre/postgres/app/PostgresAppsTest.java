package io.cofre.postgres.app;

import io.cofre.postgres.bench.PostgresBench;
import io.cofre.testkit.contract.AppsContract;
import io.cofre.testkit.contract.Bench;
import java.time.InstantSource;

final class PostgresAppsTest implements AppsContract {
    @Override
    public Bench open(InstantSource clock) {
        return PostgresBench.open(clock);
    }
}
