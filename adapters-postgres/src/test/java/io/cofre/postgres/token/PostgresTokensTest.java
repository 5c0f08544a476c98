package io.cofre.postgres.token;

import io.cofre.postgres.bench.PostgresBench;
import io.cofre.testkit.contract.Bench;
import io.cofre.testkit.contract.TokensContract;
import java.time.InstantSource;

final class PostgresTokensTest implements TokensContract {
    @Override
    public Bench open(InstantSource clock) {
        return PostgresBench.open(clock);
    }
}
