package io.cofre.local.cache;

import io.cofre.testkit.contract.Bench;
import io.cofre.testkit.contract.TokensContract;
import java.time.InstantSource;

class CachedTokensTest implements TokensContract {
    @Override
    public Bench open(InstantSource clock) {
        return CachedBench.open(clock);
    }
}
