package io.cofre.postgres.tenant;

import io.cofre.postgres.bench.PostgresBench;
import io.cofre.testkit.contract.Bench;
import io.cofre.testkit.contract.TenantsContract;
import java.time.InstantSource;

final class PostgresTenantsTest implements TenantsContract {
    @Override
    public Bench open(InstantSource clock) {
        return PostgresBench.open(clock);
    }
}
