package io.cofre.domain.usecase;

import io.cofre.domain.Reply;
import io.cofre.domain.auth.KeyEntry;
import io.cofre.domain.auth.Scopes;
import io.cofre.domain.auth.TokenStates;
import io.cofre.domain.ledger.SystemNames;
import io.cofre.ports.PortFailure;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The platform administrator's tokens, and how another takes their place: the platform wallet's former admin tokens are
 * revoked in the same change. Thread-safe.
 */
public final class AdminTokens {
    private static final int AT_MOST = 100;

    private final Wallets wallets;
    private final Tokens tokens;
    private final TokenMint mint;
    private final Notary notary;
    private final Commits commits;
    private final InstantSource clock;

    @Inject
    public AdminTokens(
            Wallets wallets, Tokens tokens, TokenMint mint, Notary notary, Commits commits, InstantSource clock) {
        this.wallets = wallets;
        this.tokens = tokens;
        this.mint = mint;
        this.notary = notary;
        this.commits = commits;
        this.clock = clock;
    }

    List<TokenRecord> active() {
        return tokens
                .ofWallet(
                        SystemNames.PLATFORM_WALLET, Optional.of(TokenRecord.Status.ACTIVE), Optional.empty(), AT_MOST)
                .stream()
                .filter(token -> token.scopes().contains(Scopes.PLATFORM_ADMIN))
                .toList();
    }

    IssuedKey replace(String who) {
        Reply<IssuedKey> reply = commits.run(Optional.empty(), () -> plan(who));
        return switch (reply) {
            case Reply.Done<IssuedKey> done -> done.value();
            case Reply.Repeated<IssuedKey> ignored ->
                throw new PortFailure.Rejected("A change without an idempotency key was answered as repeated.");
            case Reply.Refused<IssuedKey> refused ->
                throw new PortFailure.Rejected("The admin token cannot be replaced: "
                        + refused.problem().detail());
        };
    }

    private Plan<IssuedKey> plan(String who) {
        Instant now = clock.instant();
        Wallet platform = wallets.find(SystemNames.PLATFORM_WALLET)
                .orElseThrow(() -> new PortFailure.Corrupt("There is no wallet " + SystemNames.PLATFORM_WALLET + "."));
        return mint.mint(KeyEntry.Terms.ofAdministrator("Platform administrator"), platform, who, now)
                .map(minted -> write(minted, platform, who, now))
                .orElseGet(() -> new Plan.Refuse<>(TokenMint.BUSY));
    }

    private Plan<IssuedKey> write(TokenMint.Minted minted, Wallet platform, String who, Instant now) {
        List<Births.Birth> told = new ArrayList<>();
        told.add(mint.told(minted.entry()));
        for (TokenRecord former : active()) {
            told.add(mint.told(KeyEntry.of(TokenStates.revoked(former), platform.owner(), "revoked", who, now)));
        }
        Births.Birth all = Births.Birth.of(told);
        return new Plan.Write<>(IssuedKey.of(minted), notary.signUnasked(all.drafts()), List.of(), all.effects());
    }
}
