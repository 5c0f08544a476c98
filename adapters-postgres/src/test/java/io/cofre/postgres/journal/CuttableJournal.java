package io.cofre.postgres.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.Receipt;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.bench.CuttingProxy;
import io.cofre.postgres.bench.PostgresBench;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A journal on a real server, with somebody in between who cuts the connection. */
abstract class CuttableJournal {
    static final Duration DEADLINE = Duration.ofSeconds(60);

    final SettableClock clock = SettableClock.atStart();
    final Facts facts = new Facts(Seeds.next(), clock);
    final LedgerKey key = facts.key();
    final PostgresBench bench = PostgresBench.open(clock);
    final CuttingProxy proxy = new CuttingProxy(bench.database().url());
    final PostgresConnections cuttable = bench.database().connect(proxy.url());
    final PostgresJournal journal = journal(cuttable);

    PostgresJournal journal(PostgresConnections connections) {
        return PostgresBench.journal(connections, PostgresBench.writers(), clock, (changes, took) -> {});
    }

    @BeforeEach
    void introduce() {
        accepted(journal.commit(facts.introduction(key)));
    }

    @AfterEach
    void close() throws Exception {
        journal.close();
        cuttable.close();
        proxy.close();
        bench.close();
    }

    Change change() {
        return facts.span(key).change();
    }

    static List<Receipt> accepted(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcome).receipts();
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited " + DEADLINE).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    boolean somebodyWaitsForTheLock() {
        return bench.database()
                        .ownerSql()
                        .fetchCount(DSL.table("pg_locks"), DSL.condition("locktype = 'advisory' AND NOT granted"))
                > 0;
    }

    /** Holds the journal's lock, as a lost node does whose server has not noticed, while the body runs. */
    void holdingTheLock(Held body) {
        bench.database().ownerSql().transaction(inside -> {
            DSLContext sql = inside.dsl();
            sql.execute(LoadedStanding.LOCK);
            body.run(sql);
        });
    }

    interface Held {
        void run(DSLContext sql) throws Exception;
    }
}
