package io.cofre.ports.memory;

import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Memories that are not forgotten; reads only. Nothing of another tenant is ever answered, and of another owner only
 * {@code shared} ones, and only where asked for. A memory is found by every search that begins after its commit.
 * Thread-safe.
 */
public interface Memories {
    /**
     * Ranked: exact words before corrected ones, the {@code session} layer first, then own, then shared, then newest.
     * Empty where nothing matches.
     */
    List<Hit> search(Query query);

    /**
     * A memory that the viewer may forget: its own, and to a tenant's admin any of its tenant. Empty where it is
     * forgotten, expired at {@code now}, or somebody else's, also where that one shares it.
     */
    Optional<Entry> find(Viewer viewer, SpanId id, Instant now);

    /**
     * What opens a memory that its owner may read, or, where {@code includeShared}, everybody of the tenant if it is
     * {@code shared}: for {@code secret} ones too, which no search finds. Empty where it is forgotten, expired at
     * {@code now}, or not to be read.
     */
    Optional<Encrypted> encrypted(TenantId tenant, OwnerId owner, SpanId id, boolean includeShared, Instant now);

    /** Entries whose time is over, oldest first, at most {@code limit}: for the sweep. */
    List<Entry> due(Instant now, int limit);

    /**
     * What to look for.
     *
     * @param text 1 to 1,000 characters, any of them: no syntax of the store's is understood in it
     * @param tags all of which a hit must have
     * @param session only memories of this session; opens nothing by itself
     * @param limit 1 to 100
     * @param now entries that expired before are not found
     */
    record Query(
            TenantId tenant,
            OwnerId owner,
            String text,
            Optional<MemoryEntry.Layer> layer,
            List<String> tags,
            Optional<String> session,
            boolean includeShared,
            int limit,
            Instant now) {
        public Query {
            tags = List.copyOf(tags);
        }
    }

    /**
     * One memory found.
     *
     * @param score above 0, higher is better; comparable inside one answer only
     */
    record Hit(
            SpanId id,
            OwnerId owner,
            String text,
            List<String> tags,
            MemoryEntry.Layer layer,
            double score,
            Instant at) {
        public Hit {
            tags = List.copyOf(tags);
        }
    }

    /** A memory without its text and its key. */
    record Entry(SpanId id, TenantId tenant, OwnerId owner, MemoryEntry.Layer layer, Optional<Instant> expiresAt) {}

    /**
     * A memory whose text stands encrypted in its span.
     *
     * @param span in which it stands
     * @param wrappedKey as in {@link MemoryEntry}
     */
    record Encrypted(Entry entry, SpanVersion span, String wrappedKey, Instant at) {}
}
