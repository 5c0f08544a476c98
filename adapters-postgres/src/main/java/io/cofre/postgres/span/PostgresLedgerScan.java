package io.cofre.postgres.span;

import static io.cofre.postgres.generated.Tables.UNIVERSAL_REGISTRY;

import io.cofre.ports.PortFailure;
import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.StoredSpan;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.PostgresFailures;
import io.cofre.postgres.PostgresRole;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/** The whole ledger in PostgreSQL, as {@code cofre_system}. */
public final class PostgresLedgerScan implements LedgerScan {
    private static final int MOST = 10_000;

    private final DSLContext sql;

    public PostgresLedgerScan(PostgresConnections connections) {
        this.sql = connections.sql(PostgresRole.SYSTEM);
    }

    @Override
    public List<StoredSpan> after(long position, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a limit is 1 to " + MOST + ", not " + limit);
        }
        try {
            return page(position, limit);
        } catch (IllegalArgumentException e) {
            throw new PortFailure.Corrupt(
                    "a column of a span behind position " + position + " has not the form that it must have: it was"
                            + " changed in the database; cofre ledger audit says where",
                    e);
        }
    }

    private List<StoredSpan> page(long position, int limit) {
        return PostgresFailures.read(
                "scanning the ledger",
                () -> sql.select(StoredSpans.COLUMNS)
                        .from(UNIVERSAL_REGISTRY)
                        .where(UNIVERSAL_REGISTRY.POSITION.gt(position))
                        .orderBy(UNIVERSAL_REGISTRY.POSITION)
                        .limit(limit)
                        .fetch(StoredSpans::of));
    }

    @Override
    public long last() {
        return PostgresFailures.read(
                "asking for the last position",
                () -> Optional.ofNullable(sql.select(UNIVERSAL_REGISTRY.POSITION)
                                .from(UNIVERSAL_REGISTRY)
                                .orderBy(UNIVERSAL_REGISTRY.POSITION.desc())
                                .limit(1)
                                .fetchOne(UNIVERSAL_REGISTRY.POSITION))
                        .orElse(0L));
    }
}
