package io.cofre.ports.span;

import java.util.List;

/**
 * The whole ledger, past all tenants' walls: for verification, the scheduler and the platform's export. No request of a
 * tenant may reach it. Thread-safe.
 */
public interface LedgerScan {
    /** Spans with positions above {@code position}, oldest first, at most {@code limit} (1 to 10,000). */
    List<StoredSpan> after(long position, int limit);

    /** The highest position; 0 where the registry is empty. */
    long last();
}
