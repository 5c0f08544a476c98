package io.cofre.ports.journal;

import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * What stands in the ledger at the moment of judgement, as far as the changes of one batch need it. Held by the thread
 * that holds the journal's lock.
 */
public interface Standing {
    /** The ledger's own time of this batch. */
    Instant ledgerTime();

    /** The highest position that was given. */
    long position();

    Optional<Head> head(SpanId id);

    /** The receipt of a version that stands. */
    Optional<Receipt> receipt(SpanVersion version);

    Optional<LedgerKey> key(KeyId id);

    boolean nonceUsed(KeyId key, String nonce);

    Optional<Repeats.Repeat> repeat(Once.Key key);
}
