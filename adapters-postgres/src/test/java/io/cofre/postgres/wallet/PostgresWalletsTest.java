package io.cofre.postgres.wallet;

import io.cofre.postgres.bench.PostgresBench;
import io.cofre.testkit.contract.Bench;
import io.cofre.testkit.contract.WalletsContract;
import java.time.InstantSource;

final class PostgresWalletsTest implements WalletsContract {
    @Override
    public Bench open(InstantSource clock) {
        return PostgresBench.open(clock);
    }
}
