package io.cofre.postgres.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.Timeline;
import io.cofre.postgres.bench.PostgresBench;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class TimelineFaultsTest {
    @Test
    void subscribe_connectionLost_hearsAGapAndThenGoesOn() throws Exception {
        SettableClock clock = SettableClock.atStart();
        Facts facts = new Facts(Seeds.next(), clock);
        LedgerKey key = facts.key();
        BlockingQueue<Timeline.Signal> heard = new LinkedBlockingQueue<>();
        try (PostgresBench bench = PostgresBench.open(clock);
                Timeline.Subscription subscription = bench.timeline().subscribe(heard::add)) {
            assertThat(subscription).isNotNull();
            int ended = bench.database()
                    .ownerSql()
                    .fetch("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE query = 'LISTEN timeline_updates' AND datname = current_database()")
                    .size();
            assertThat(ended).isEqualTo(1);

            assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(new Timeline.Signal.Gap());
            bench.journal().commit(facts.introduction(key));
            assertThat(heard.poll(60, TimeUnit.SECONDS)).isInstanceOf(Timeline.Signal.Appended.class);
        }
    }
}
