package io.cofre.local.cache;

import io.cofre.testkit.contract.Bench;
import io.cofre.testkit.contract.TenantsContract;
import java.time.InstantSource;

class CachedTenantsTest implements TenantsContract {
    @Override
    public Bench open(InstantSource clock) {
        return CachedBench.open(clock);
    }
}
