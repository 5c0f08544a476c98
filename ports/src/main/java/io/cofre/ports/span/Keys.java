package io.cofre.ports.span;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The keys that the ledger knows, with their status; reads only (a key changes by {@code Journal.commit}). Thread-safe.
 */
public interface Keys {
    /** Those of the given keys that are known; unknown ones are absent from the map. One round trip for all. */
    Map<KeyId, LedgerKey> find(Collection<KeyId> ids);

    /** Keys introduced above a position, oldest first, at most {@code limit}: for export and verification. */
    List<LedgerKey> after(long position, int limit);

    /** Every key that was introduced as a root, whatever its status, oldest first: there are few. */
    List<LedgerKey> roots();
}
