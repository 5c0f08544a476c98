package io.cofre.postgres.journal;

import io.cofre.ports.journal.Effect;
import java.time.Instant;

/**
 * An effect of an accepted change.
 *
 * @param position of the span that causes it
 * @param recordedAt the ledger's time of the change
 */
public record Applied<E extends Effect>(E effect, long position, Instant recordedAt) {}
