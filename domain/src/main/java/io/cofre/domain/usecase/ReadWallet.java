package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Reply;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;

/** {@code GET /wallet} (spec 02). Thread-safe. */
public final class ReadWallet {
    private final Wallets wallets;

    @Inject
    public ReadWallet(Wallets wallets) {
        this.wallets = wallets;
    }

    /** The principal's own wallet; its items' refs into the vault go no further. */
    public Reply<Wallet> read(Principal principal) {
        return wallets.find(principal.wallet())
                .<Reply<Wallet>>map(Reply::done)
                .orElseGet(() -> Reply.refused(Code.WALLET_UNKNOWN, "There is no wallet " + principal.wallet() + "."));
    }
}
