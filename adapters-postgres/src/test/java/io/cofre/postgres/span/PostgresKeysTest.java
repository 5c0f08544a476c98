package io.cofre.postgres.span;

import io.cofre.postgres.bench.PostgresBench;
import io.cofre.testkit.contract.Bench;
import io.cofre.testkit.contract.KeysContract;
import java.time.InstantSource;

final class PostgresKeysTest implements KeysContract {
    @Override
    public Bench open(InstantSource clock) {
        return PostgresBench.open(clock);
    }
}
