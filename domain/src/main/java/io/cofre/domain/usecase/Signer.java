package io.cofre.domain.usecase;

import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletItem;
import java.util.Optional;

/**
 * A key that the vault signs with.
 *
 * @param key as the ledger knows it, or will once the change in hand is written
 */
record Signer(SecretRef secret, LedgerKey key) {
    /** A key of a wallet; the caller has made sure that the vault holds it. */
    static Signer of(Wallet wallet, WalletItem.Ed25519 item, LedgerKey.Role role) {
        return new Signer(item.secret().orElseThrow(), ledgerKey(wallet, item, role));
    }

    static LedgerKey ledgerKey(Wallet wallet, WalletItem.Ed25519 item, LedgerKey.Role role) {
        return new LedgerKey(
                item.keyId(),
                item.publicKey(),
                item.kid(),
                wallet.id(),
                wallet.tenant(),
                wallet.owner(),
                role,
                LedgerKey.Status.ACTIVE,
                0,
                Optional.empty());
    }
}
