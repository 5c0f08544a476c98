package io.cofre.ports.tenant;

import io.cofre.ports.span.TenantId;
import io.cofre.ports.vault.SecretRef;
import java.time.Instant;
import java.util.Set;

/**
 * A tenant.
 *
 * @param name for people, 1 to 200 characters
 * @param hashKey the vault's ref of the key under which hashes of its private texts are made (spec 03, {@code b3k:})
 * @param wrappingKey the vault's ref of the key that wraps its content keys (spec 04)
 * @param languages whose stems its memories are found by, chosen once for all; none: by whole words
 * @param seq the version of its {@code tenant} span
 */
public record Tenant(
        TenantId id,
        String name,
        Status status,
        SecretRef hashKey,
        SecretRef wrappingKey,
        Set<Language> languages,
        Instant createdAt,
        long seq) {
    public Tenant {
        languages = Set.copyOf(languages);
    }

    /** Wire form: lower case. */
    public enum Status {
        ACTIVE,
        SUSPENDED;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
