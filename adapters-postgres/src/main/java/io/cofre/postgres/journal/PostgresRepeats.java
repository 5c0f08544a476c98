package io.cofre.postgres.journal;

import io.cofre.ports.journal.Once;
import io.cofre.ports.journal.Repeats;
import io.cofre.postgres.JdbcReads;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.PostgresRole;
import io.cofre.postgres.span.LedgerRows;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was answered under idempotency keys, in PostgreSQL. */
public final class PostgresRepeats implements Repeats {
    private final JdbcReads reads;
    private final InstantSource clock;

    public PostgresRepeats(PostgresConnections connections, InstantSource clock) {
        this.reads = new JdbcReads(connections.source(PostgresRole.WRITER));
        this.clock = clock;
    }

    @Override
    public Optional<Repeat> find(Once.Key key) {
        Map<Once.Key, Repeat> found = reads.whole(
                "finding a repeat",
                LedgerRows.REPEATS,
                statement -> LedgerRows.bindRepeats(statement, 1, List.of(key)),
                rows -> LedgerRows.repeats(rows, clock.instant()));
        return Optional.ofNullable(found.get(key));
    }
}
