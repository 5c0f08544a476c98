package io.cofre.postgres;

import io.cofre.ports.journal.Effect;
import io.cofre.postgres.journal.Applied;
import io.cofre.postgres.journal.EffectWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes effects as the journal does: as its role, in one transaction, all statements of a batch together. */
public final class Writing {
    private Writing() {}

    /** The first effect's cause stands at position 1, the next one's at 2, and so on. */
    @SafeVarargs
    public static <E extends Effect> void write(Database database, EffectWriter<E> writer, E... effects) {
        List<Applied<E>> applied = new ArrayList<>();
        for (E effect : effects) {
            applied.add(new Applied<>(effect, applied.size() + 1L, Instant.EPOCH));
        }
        database.connections()
                .sql(PostgresRole.WRITER)
                .transaction(inside ->
                        inside.dsl().batch(writer.write(inside.dsl(), applied)).execute());
    }
}
