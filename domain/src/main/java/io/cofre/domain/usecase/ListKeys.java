package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Reply;
import io.cofre.domain.wallet.Administration;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /auth/keys/list} (spec 01): metadata, never a token. Takes an admin scope over the wallet. Thread-safe.
 */
public final class ListKeys {
    private final Wallets wallets;
    private final Tokens tokens;

    @Inject
    public ListKeys(Wallets wallets, Tokens tokens) {
        this.wallets = wallets;
        this.tokens = tokens;
    }

    /** A page of keys, newest first; fewer than {@code limit} (1 to 1,000) where it is the last. */
    public Reply<List<TokenRecord>> list(
            Principal principal,
            WalletId wallet,
            Optional<TokenRecord.Status> status,
            Optional<TokenHash> after,
            int limit) {
        Optional<Problem> refusal = wallets.find(wallet)
                .map(found -> Administration.over(principal, found.tenant()))
                .orElseGet(() -> Administration.over(principal, principal.tenant())
                        .or(() -> Optional.of(Problem.of(Code.WALLET_UNKNOWN, "There is no wallet " + wallet + "."))));
        return refusal.<Reply<List<TokenRecord>>>map(Reply::refused)
                .orElseGet(() -> Reply.done(tokens.ofWallet(wallet, status, after, limit)));
    }
}
