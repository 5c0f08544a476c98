package io.cofre.ports.wallet;

import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.token.Scope;
import io.cofre.ports.vault.SecretRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One key of a wallet. {@code caps} say what it may be used for; a request needs both the caller's scope and the item's
 * cap.
 */
public sealed interface WalletItem {
    Kid kid();

    List<Scope> caps();

    Status status();

    /** From 1 up; each rotation adds one. */
    int version();

    Instant createdAt();

    Optional<Instant> rotatedAt();

    /** Where the vault holds the secret; empty for a key that its client holds. */
    Optional<SecretRef> secret();

    /** Wire form: lower case. */
    enum Status {
        ACTIVE,
        RETIRED,
        REVOKED;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * An Ed25519 key.
     *
     * @param httpScopes what a request that it signed may do (spec 02)
     */
    record Ed25519(
            Kid kid,
            PublicKey publicKey,
            KeyId keyId,
            Optional<SecretRef> secret,
            List<Scope> caps,
            List<Scope> httpScopes,
            Status status,
            int version,
            Instant createdAt,
            Optional<Instant> rotatedAt)
            implements WalletItem {
        public Ed25519 {
            caps = List.copyOf(caps);
            httpScopes = List.copyOf(httpScopes);
        }
    }

    /**
     * A provider's API key.
     *
     * @param provider its name in the configuration ({@code anthropic})
     */
    record ProviderKey(
            Kid kid,
            String provider,
            Optional<SecretRef> secret,
            List<Scope> caps,
            Status status,
            int version,
            Instant createdAt,
            Optional<Instant> rotatedAt)
            implements WalletItem {
        public ProviderKey {
            caps = List.copyOf(caps);
        }
    }
}
