package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.auth.KeyEntry;
import io.cofre.domain.auth.Naming;
import io.cofre.domain.auth.TokenStates;
import io.cofre.domain.wallet.Administration;
import io.cofre.ports.node.Invalidation;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /auth/keys/revoke} (spec 01): takes effect on this node before it answers. Takes an admin scope over the
 * wallet. Thread-safe.
 */
public final class RevokeKeys {
    /** How many keys one call revokes; a wallet with more is asked for again. */
    private static final int AT_MOST = 500;

    private final Wallets wallets;
    private final Tokens tokens;
    private final TokenMint mint;
    private final Notary notary;
    private final Commits commits;
    private final Invalidation invalidation;
    private final InstantSource clock;

    @Inject
    public RevokeKeys(
            Wallets wallets,
            Tokens tokens,
            TokenMint mint,
            Notary notary,
            Commits commits,
            Invalidation invalidation,
            InstantSource clock) {
        this.wallets = wallets;
        this.tokens = tokens;
        this.mint = mint;
        this.notary = notary;
        this.commits = commits;
        this.invalidation = invalidation;
        this.clock = clock;
    }

    /** What was revoked. */
    public record Revoked(List<TokenHash> hashes) {
        public Revoked {
            hashes = List.copyOf(hashes);
        }
    }

    /**
     * A key that was revoked before is no active key: {@code auth.key_unknown}. With {@link Naming.Name.All} a wallet
     * without active keys is no fault.
     */
    public Reply<Revoked> revoke(
            Principal principal, WalletId wallet, Naming.Name name, Optional<Repeatable<Revoked>> once) {
        Reply<Revoked> reply = commits.run(once, () -> plan(principal, wallet, name));
        if (reply instanceof Reply.Done<Revoked> done) {
            for (TokenHash hash : done.value().hashes()) {
                invalidation.publish(new Invalidation.Notice(Invalidation.About.TOKEN, hash.value()));
            }
        }
        return reply;
    }

    private Plan<Revoked> plan(Principal principal, WalletId id, Naming.Name name) {
        Optional<Wallet> wallet = wallets.find(id);
        Optional<Problem> refusal = wallet.map(found -> Administration.over(principal, found.tenant()))
                .orElseGet(() -> Optional.of(Problem.of(Code.WALLET_UNKNOWN, "There is no wallet " + id + ".")));
        if (refusal.isPresent()) {
            return new Plan.Refuse<>(refusal.get());
        }
        List<TokenRecord> active =
                tokens.ofWallet(id, Optional.of(TokenRecord.Status.ACTIVE), Optional.empty(), AT_MOST);
        return switch (Naming.among(TokenStates.good(active, clock.instant()), name)) {
            case Naming.Refused(Problem problem) -> new Plan.Refuse<>(problem);
            case Naming.Named(List<TokenRecord> named)
            when named.isEmpty() ->
                new Plan.Refuse<>(Problem.of(Code.AUTH_KEY_UNKNOWN, "The wallet has no active key."));
            case Naming.Named(List<TokenRecord> named) -> write(principal, wallet.orElseThrow(), named);
        };
    }

    private Plan<Revoked> write(Principal principal, Wallet wallet, List<TokenRecord> named) {
        Instant now = clock.instant();
        List<Births.Birth> told = new ArrayList<>();
        for (TokenRecord token : named) {
            told.add(mint.told(
                    KeyEntry.of(TokenStates.revoked(token), wallet.owner(), "revoked", principal.who(), now)));
        }
        Births.Birth all = Births.Birth.of(told);
        return new Plan.Write<>(
                new Revoked(named.stream().map(TokenRecord::hash).toList()),
                notary.sign(principal, all.drafts()),
                List.of(),
                all.effects());
    }
}
