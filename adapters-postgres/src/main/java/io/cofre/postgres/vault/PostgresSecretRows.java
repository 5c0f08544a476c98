package io.cofre.postgres.vault;

import static io.cofre.postgres.generated.vault.Tables.SECRETS;

import io.cofre.ports.Dependency;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.vault.SecretRows;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.PostgresFailures;
import io.cofre.postgres.PostgresRole;
import io.cofre.postgres.Texts;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

public final class PostgresSecretRows implements SecretRows {
    private static final String TAKEN = "23505";

    private final DSLContext system;

    public PostgresSecretRows(PostgresConnections connections) {
        this.system = connections.sql(PostgresRole.SYSTEM);
    }

    @Override
    public void add(Map<SecretRef, Sealed> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var insert =
                system.insertInto(SECRETS, SECRETS.REF, SECRETS.MASTER_KEY_ID, SECRETS.WRAPPED_KEY, SECRETS.CIPHERTEXT);
        for (Map.Entry<SecretRef, Sealed> row : rows.entrySet()) {
            Sealed sealed = row.getValue();
            insert =
                    insert.values(row.getKey().value(), sealed.masterKeyId(), sealed.wrappedKey(), sealed.ciphertext());
        }
        try {
            insert.execute();
        } catch (DataAccessException e) {
            if (TAKEN.equals(e.sqlState())) {
                throw new IllegalStateException("one of these refs is in use: " + rows.keySet(), e);
            }
            throw PostgresFailures.writing(Dependency.VAULT, "keeping secrets", e);
        }
    }

    @Override
    public Optional<Sealed> find(SecretRef ref) {
        return PostgresFailures.read(
                Dependency.VAULT,
                "reading a secret",
                () -> system.selectFrom(SECRETS)
                        .where(SECRETS.REF.eq(ref.value()))
                        .fetchOptional(row -> new Sealed(
                                row.get(SECRETS.MASTER_KEY_ID),
                                row.get(SECRETS.WRAPPED_KEY),
                                row.get(SECRETS.CIPHERTEXT))));
    }

    @Override
    public boolean rewrap(SecretRef ref, Sealed expected, Sealed with) {
        return PostgresFailures.write(
                        Dependency.VAULT,
                        "wrapping a secret's key anew",
                        () -> system.update(SECRETS)
                                .set(SECRETS.MASTER_KEY_ID, with.masterKeyId())
                                .set(SECRETS.WRAPPED_KEY, with.wrappedKey())
                                .where(
                                        SECRETS.REF.eq(ref.value()),
                                        SECRETS.MASTER_KEY_ID.eq(expected.masterKeyId()),
                                        SECRETS.WRAPPED_KEY.eq(expected.wrappedKey()),
                                        SECRETS.CIPHERTEXT.eq(expected.ciphertext()))
                                .execute())
                == 1;
    }

    @Override
    public List<SecretRef> wrappedByOther(String masterKeyId, int limit) {
        return PostgresFailures.read(
                Dependency.VAULT,
                "looking for secrets under another master key",
                () -> system.select(SECRETS.REF)
                        .from(SECRETS)
                        .where(SECRETS.MASTER_KEY_ID.lt(masterKeyId).or(SECRETS.MASTER_KEY_ID.gt(masterKeyId)))
                        .limit(limit)
                        .fetch(row -> new SecretRef(row.value1())));
    }

    @Override
    public List<SecretRef> madeBefore(Instant time, Optional<SecretRef> after, int limit) {
        return PostgresFailures.read(
                Dependency.VAULT,
                "listing secrets",
                () -> system.select(SECRETS.REF)
                        .from(SECRETS)
                        .where(SECRETS.MADE_AT.lt(time))
                        .and(after.map(ref -> SECRETS.REF.gt(ref.value())).orElse(DSL.noCondition()))
                        .orderBy(SECRETS.REF)
                        .limit(limit)
                        .fetch(row -> new SecretRef(row.value1())));
    }

    @Override
    public void remove(Collection<SecretRef> refs) {
        PostgresFailures.write(
                Dependency.VAULT,
                "deleting secrets",
                () -> system.deleteFrom(SECRETS)
                        .where(SECRETS.REF.eq(DSL.any(Texts.array(refs, SecretRef::value))))
                        .execute());
    }
}
