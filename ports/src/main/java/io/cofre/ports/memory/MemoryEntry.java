package io.cofre.ports.memory;

import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A memory as the projection holds it beside its span (spec 04, "Memory").
 *
 * @param tags 0 to 100
 * @param expiresAt when it is forgotten by itself
 * @param searchable the text to index; empty for a {@code secret} memory, which is found by id only
 * @param wrappedKey the content key, wrapped by the tenant's key, in base64url
 */
public record MemoryEntry(
        SpanId id,
        TenantId tenant,
        OwnerId owner,
        Layer layer,
        String type,
        Sensitivity sensitivity,
        Optional<String> session,
        List<String> tags,
        Instant at,
        Optional<Instant> expiresAt,
        Optional<String> searchable,
        String wrappedKey) {
    public MemoryEntry {
        tags = List.copyOf(tags);
    }

    /** How long and how far a memory lives. Wire form: lower case. */
    public enum Layer {
        SESSION,
        TEMPORARY,
        PERMANENT,
        SHARED;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Wire form: lower case. */
    public enum Sensitivity {
        PUBLIC,
        INTERNAL,
        SECRET,
        PII;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
