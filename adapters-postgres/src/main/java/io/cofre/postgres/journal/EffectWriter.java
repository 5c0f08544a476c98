package io.cofre.postgres.journal;

import io.cofre.ports.journal.Effect;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;

/**
 * Writes one capability's effects into its projection. Runs as {@code cofre_writer}, in the transaction and under the
 * lock of the journal. Thread-safe, stateless, and never refuses: a value that the database cannot hold makes the
 * change unwritable.
 *
 * @param <E> one of the interfaces that {@link Effect} permits
 */
public interface EffectWriter<E extends Effect> {
    /** Which effects are its own. */
    Class<E> effects();

    /**
     * The statements that apply a batch's effects of this kind, in order; they are sent together, after all writers
     * were asked. Few statements with many rows: where several effects put the same row, only the last one counts, and
     * one statement may not touch a row twice.
     *
     * @param sql to build with; nothing is executed here
     * @param applied at least one, in the order of the batch
     */
    List<Query> write(DSLContext sql, List<Applied<E>> applied);
}
