package io.cofre.ports.span;

import io.cofre.ports.wallet.WalletId;
import java.util.Optional;

/**
 * What the ledger knows of one public key: the projection of its {@code logline_id} spans (spec 03).
 *
 * @param owner the owner of the key's wallet, for whom the key signs
 * @param introducedAt position of the span that introduced it; 0 before it is committed
 * @param endedAt position of the span that retired or revoked it; empty while it is active
 */
public record LedgerKey(
        KeyId keyId,
        PublicKey publicKey,
        Kid kid,
        WalletId wallet,
        TenantId tenant,
        OwnerId owner,
        Role role,
        Status status,
        long introducedAt,
        Optional<Long> endedAt) {

    /** What a key may sign (spec 03, "Who signs what"). Wire form: lower case. */
    public enum Role {
        ROOT,
        TENANT_ROOT,
        SERVICE,
        WALLET,
        DEVICE;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A retired or revoked key signs nothing new, and what it signed before stays good. */
    public enum Status {
        ACTIVE,
        RETIRED,
        REVOKED;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public LedgerKey ended(Status how, long position) {
        return new LedgerKey(
                keyId, publicKey, kid, wallet, tenant, owner, role, how, introducedAt, Optional.of(position));
    }

    public LedgerKey introduced(long position) {
        return new LedgerKey(keyId, publicKey, kid, wallet, tenant, owner, role, status, position, endedAt);
    }
}
