package io.cofre.local.cache;

import io.cofre.testkit.contract.Bench;
import io.cofre.testkit.contract.WalletsContract;
import java.time.InstantSource;

class CachedWalletsTest implements WalletsContract {
    @Override
    public Bench open(InstantSource clock) {
        return CachedBench.open(clock);
    }
}
