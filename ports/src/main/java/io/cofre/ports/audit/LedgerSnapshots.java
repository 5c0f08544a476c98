package io.cofre.ports.audit;

import java.time.Instant;
import java.util.Iterator;
import java.util.function.Function;

/**
 * The registry and its projections at one moment, past all tenants' walls: for the audit. No request of a tenant may
 * reach it. Thread-safe.
 */
public interface LedgerSnapshots {
    /**
     * Lends a snapshot to a function for the time of the call. What is committed meanwhile is not in it, and nobody is
     * kept from committing.
     */
    <R> R read(Function<Snapshot, R> body);

    /**
     * One moment. For one thread, which may go through several iterators in turn. Each holds a bounded number of rows
     * at a time, however many there are, and may throw a {@code PortFailure} at any step.
     */
    interface Snapshot {
        /** The highest position; 0 where the registry is empty. */
        long last();

        /** The ledger's own time at {@link #last}; the epoch where the registry is empty. */
        Instant ledgerTime();

        /** All spans by position, ascending. */
        Iterator<AuditedSpan> spans();

        /** All rows of a table by position, ascending. */
        Iterator<AuditRow> rows(AuditTable table);
    }
}
