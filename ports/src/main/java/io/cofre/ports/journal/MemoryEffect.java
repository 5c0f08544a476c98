package io.cofre.ports.journal;

import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;

/** What {@code memory} and {@code redacted} spans do. */
public sealed interface MemoryEffect extends Effect {
    /** The memory's content key is kept, and its text is found by searches that begin after the commit. */
    record Put(MemoryEntry memory, SpanVersion cause) implements MemoryEffect {}

    /**
     * The content key and the search row are destroyed; words that no other memory of the owner has, too. Dropping
     * twice changes nothing.
     */
    record Dropped(SpanId memory, SpanVersion cause) implements MemoryEffect {}
}
