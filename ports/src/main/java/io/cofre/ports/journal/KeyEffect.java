package io.cofre.ports.journal;

import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.SpanVersion;

/** What {@code logline_id} spans do to the ledger's keys. */
public sealed interface KeyEffect extends Effect {
    /**
     * The key may sign from the change's own spans on (so that the root key can introduce itself). Introducing a known
     * key again changes nothing.
     */
    record Introduced(LedgerKey key, SpanVersion cause) implements KeyEffect {}

    /**
     * The key signs nothing after this change; its other spans in this change still count. A revoked key stays revoked.
     */
    record Ended(KeyId key, LedgerKey.Status how, SpanVersion cause) implements KeyEffect {}
}
