package io.cofre.postgres.nonce;

import static io.cofre.postgres.generated.cofre.Tables.REQUEST_NONCES;

import io.cofre.ports.nonce.Nonces;
import io.cofre.ports.span.KeyId;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.PostgresFailures;
import io.cofre.postgres.PostgresRole;
import java.time.Instant;
import org.jooq.DSLContext;

public final class PostgresNonces implements Nonces {
    private final DSLContext system;

    public PostgresNonces(PostgresConnections connections) {
        this.system = connections.sql(PostgresRole.SYSTEM);
    }

    @Override
    public Taking take(KeyId key, String nonce, Instant now) {
        int inserted = PostgresFailures.write(
                "taking a nonce",
                () -> system.insertInto(REQUEST_NONCES)
                        .set(REQUEST_NONCES.KEY_ID, key.value())
                        .set(REQUEST_NONCES.NONCE, nonce)
                        .set(REQUEST_NONCES.TAKEN_AT, now)
                        .onConflictDoNothing()
                        .execute());
        return inserted == 1 ? Taking.TAKEN : Taking.USED_BEFORE;
    }

    @Override
    public int sweep(Instant now) {
        return PostgresFailures.write(
                "sweeping nonces",
                () -> system.deleteFrom(REQUEST_NONCES)
                        .where(REQUEST_NONCES.TAKEN_AT.lt(now.minus(KEPT)))
                        .execute());
    }
}
