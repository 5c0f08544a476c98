package io.cofre.postgres.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Admission;
import io.cofre.ports.journal.Change;
import io.cofre.postgres.bench.PostgresBench;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes whose clocks are wrong, beside one whose clock is right. */
final class NodeClockTest {
    private final InstantSource right = InstantSource.system();
    private final PostgresBench bench = PostgresBench.open(right);

    @AfterEach
    void close() {
        bench.close();
    }

    private static PostgresJournal node(PostgresBench bench, InstantSource clock) {
        return new PostgresJournal(bench.database().connections(), PostgresBench.writers(), Admission.DEFAULT, clock);
    }

    @Test
    void agreed_withinTheDriftAndBeyondIt_isTheTimeOrUnavailable() {
        Instant database = Instant.parse("2026-05-04T10:00:00.000Z");
        SettableClock clock = new SettableClock(database.plusSeconds(60));
        NodeClock node = new NodeClock(clock, PostgresJournal.DRIFT);
        assertThat(node.agreed(database)).isEqualTo(database.plusSeconds(60));
        clock.advance(Duration.ofMillis(1));
        assertThatThrownBy(() -> node.agreed(database))
                .isInstanceOf(PortFailure.Unavailable.class)
                .hasMessage("this node's clock is 60 s ahead of the database's, and more than 60 s would harm the"
                        + " ledger: synchronize both (NTP)");
        clock.advance(Duration.ofMinutes(-3));
        assertThatThrownBy(() -> node.agreed(database))
                .isInstanceOf(PortFailure.Unavailable.class)
                .hasMessageStartingWith("this node's clock is 119 s behind the database's");
    }

    @Test
    void commit_onANodeADayAhead_isUnavailableThereAndHarmsNoOther() {
        SettableClock wrong = new SettableClock(Instant.now().plus(Duration.ofHours(30)));
        Facts ahead = new Facts(Seeds.next(), wrong);
        Facts facts = new Facts(Seeds.next(), right);
        try (PostgresJournal fast = node(bench, wrong);
                PostgresJournal good = node(bench, right)) {
            Change change = ahead.introduction(ahead.key());
            assertThatThrownBy(() -> fast.commit(change))
                    .isInstanceOf(PortFailure.Unavailable.class)
                    .hasMessageContaining("ahead of the database's");
            assertThatThrownBy(fast::ready).isInstanceOf(PortFailure.Unavailable.class);
            assertThat(bench.scan().last()).isZero();

            CuttableJournal.accepted(good.commit(facts.introduction(facts.key())));
            assertThatCode(good::ready).doesNotThrowAnyException();

            wrong.set(Instant.now());
            CuttableJournal.accepted(fast.commit(ahead.introduction(ahead.key())));
            assertThatCode(fast::ready).doesNotThrowAnyException();
        }
    }

    @Test
    void commit_onANodeFarBehind_isUnavailable() {
        SettableClock slow = new SettableClock(Instant.now().minus(Duration.ofHours(2)));
        Facts facts = new Facts(Seeds.next(), slow);
        try (PostgresJournal behind = node(bench, slow)) {
            assertThatThrownBy(() -> behind.commit(facts.introduction(facts.key())))
                    .isInstanceOf(PortFailure.Unavailable.class)
                    .hasMessageContaining("behind the database's");
        }
    }
}
