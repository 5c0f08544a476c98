package io.cofre.postgres.vault;

import static io.cofre.postgres.generated.vault.Tables.LEFTOVERS;

import io.cofre.ports.vault.Leftovers;
import io.cofre.ports.vault.SecretRef;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.PostgresFailures;
import io.cofre.postgres.PostgresRole;
import io.cofre.postgres.Texts;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

public final class PostgresLeftovers implements Leftovers {
    private final DSLContext system;

    public PostgresLeftovers(PostgresConnections connections) {
        this.system = connections.sql(PostgresRole.SYSTEM);
    }

    @Override
    public List<SecretRef> dropped(int limit) {
        return PostgresFailures.read(
                "reading the outbox of secrets",
                () -> system.select(LEFTOVERS.REF)
                        .from(LEFTOVERS)
                        .orderBy(LEFTOVERS.PLACE)
                        .limit(limit)
                        .fetch(row -> new SecretRef(row.value1())));
    }

    @Override
    public void done(Collection<SecretRef> refs) {
        PostgresFailures.write(
                "clearing the outbox of secrets",
                () -> system.deleteFrom(LEFTOVERS)
                        .where(LEFTOVERS.REF.eq(DSL.any(Texts.array(refs, SecretRef::value))))
                        .execute());
    }
}
