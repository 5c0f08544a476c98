package io.cofre.postgres.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.journal.SecretEffect;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.vault.Leftovers;
import io.cofre.ports.vault.SecretRef;
import io.cofre.postgres.Database;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.Writing;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PostgresLeftoversTest {
    private final Facts facts = new Facts(Seeds.next(), SettableClock.atStart());

    @Test
    void dropped_refDroppedTwice_waitsOnceUntilItIsDone() {
        try (Database database = Database.fresh("leftovers")) {
            SecretRef first = facts.secretRef();
            SecretRef second = facts.secretRef();
            Writing.write(database, new LeftoverWriter(), drop(first), drop(second), drop(first));
            Writing.write(database, new LeftoverWriter(), drop(first));
            Leftovers leftovers = new PostgresLeftovers(database.connections());

            assertThat(leftovers.dropped(10)).isEqualTo(List.of(first, second));
            leftovers.done(List.of(first));
            assertThat(leftovers.dropped(10)).isEqualTo(List.of(second));
        }
    }

    @Test
    void dropped_nodeThatEndsBeforeItIsDone_handsTheRefToTheNextOne() {
        try (Database database = Database.fresh("leftovers")) {
            SecretRef ref = facts.secretRef();
            Writing.write(database, new LeftoverWriter(), drop(ref));
            try (PostgresConnections ending = database.connect()) {
                assertThat(new PostgresLeftovers(ending).dropped(10)).containsExactly(ref);
            }

            assertThat(new PostgresLeftovers(database.connections()).dropped(10))
                    .containsExactly(ref);
        }
    }

    private SecretEffect drop(SecretRef ref) {
        return new SecretEffect.Dropped(ref, new SpanVersion(facts.spanId(), 0));
    }
}
