package io.cofre.postgres.audit;

import io.cofre.postgres.bench.PostgresBench;
import io.cofre.testkit.contract.Bench;
import io.cofre.testkit.contract.LedgerSnapshotsContract;
import java.time.InstantSource;

final class PostgresLedgerSnapshotsTest implements LedgerSnapshotsContract {
    @Override
    public Bench open(InstantSource clock) {
        return PostgresBench.open(clock);
    }
}
