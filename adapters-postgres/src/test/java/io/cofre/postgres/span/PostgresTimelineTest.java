package io.cofre.postgres.span;

import io.cofre.postgres.bench.PostgresBench;
import io.cofre.testkit.contract.Bench;
import io.cofre.testkit.contract.TimelineContract;
import java.time.InstantSource;

final class PostgresTimelineTest implements TimelineContract {
    @Override
    public Bench open(InstantSource clock) {
        return PostgresBench.open(clock);
    }
}
