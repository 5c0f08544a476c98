package io.cofre.ports.tenant;

import io.cofre.ports.span.TenantId;
import io.cofre.ports.vault.SecretRef;
import java.time.Instant;

/**
 * A tenant.
 *
 * @param name for people, 1 to 200 characters
 * @param hashKey the vault's ref of the key under which hashes of its private texts are made (spec 03, {@code b3k:})
 * @param wrappingKey the vault's ref of the key that wraps its content keys (spec 04)
 * @param seq the version of its {@code tenant} span
 */
public record Tenant(
        TenantId id,
        String name,
        Status status,
        SecretRef hashKey,
        SecretRef wrappingKey,
        Instant createdAt,
        long seq) {
    /** Wire form: lower case. */
    public enum Status {
        ACTIVE,
        SUSPENDED;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
