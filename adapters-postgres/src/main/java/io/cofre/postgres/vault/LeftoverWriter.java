package io.cofre.postgres.vault;

import static io.cofre.postgres.generated.vault.Tables.LEFTOVERS;

import io.cofre.ports.journal.SecretEffect;
import io.cofre.ports.vault.SecretRef;
import io.cofre.postgres.journal.Applied;
import io.cofre.postgres.journal.EffectWriter;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;

public final class LeftoverWriter implements EffectWriter<SecretEffect> {
    @Override
    public Class<SecretEffect> effects() {
        return SecretEffect.class;
    }

    /** A ref that waits already waits on: destroying is asked for once. */
    @Override
    public List<Query> write(DSLContext sql, List<Applied<SecretEffect>> applied) {
        var insert =
                sql.insertInto(LEFTOVERS, LEFTOVERS.REF, LEFTOVERS.CAUSE_ID, LEFTOVERS.CAUSE_SEQ, LEFTOVERS.POSITION);
        for (Applied<SecretEffect> one : applied) {
            insert = switch (one.effect()) {
                case SecretEffect.Dropped(SecretRef ref, var cause) ->
                    insert.values(ref.value(), cause.id().value(), cause.seq(), one.position());
            };
        }
        return List.of(insert.onConflictDoNothing());
    }
}
