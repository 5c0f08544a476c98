package io.cofre.postgres.journal;

import io.cofre.ports.journal.Admission;
import io.cofre.ports.journal.Once;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.PostgresFailures;
import io.cofre.postgres.PostgresRole;
import java.time.Duration;
import org.jooq.DSLContext;

/**
 * Removes what the journal need not know any more. Measured by the last span's time: the ledger's own never goes back
 * behind it, whatever a node's clock says.
 */
public final class PostgresSweep {
    private static final String LAST =
            "(SELECT recorded_at FROM ledger.universal_registry ORDER BY recorded_at DESC, position DESC LIMIT 1)";

    private final DSLContext sql;
    private final Duration freshness;

    public PostgresSweep(PostgresConnections connections, Admission admission) {
        this.sql = connections.sql(PostgresRole.WRITER);
        this.freshness = admission.freshness();
    }

    /** Nonces whose signatures are too old to be accepted again; returns how many. */
    public int nonces() {
        return delete("ledger.nonces WHERE ts", freshness);
    }

    /** Idempotency records that are over 24 hours old; returns how many. */
    public int repeats() {
        return delete("ledger.once WHERE recorded_at", Once.KEPT);
    }

    private int delete(String what, Duration kept) {
        return PostgresFailures.write(
                "sweeping " + what,
                () -> sql.execute(
                        "DELETE FROM " + what + " < " + LAST + " - ? * interval '1 millisecond'", kept.toMillis()));
    }
}
