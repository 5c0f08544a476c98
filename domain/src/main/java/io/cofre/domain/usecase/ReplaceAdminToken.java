package io.cofre.domain.usecase;

import io.cofre.domain.Reply;
import io.cofre.domain.auth.Scopes;
import io.cofre.domain.auth.TokenStates;
import io.cofre.domain.ledger.SystemNames;
import io.cofre.ports.PortFailure;
import io.cofre.ports.token.Scope;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives the platform's administrator another token (spec 10): at a start, where the printed one was never used and so
 * may have been lost; and by {@code cofre admin reset}. The platform wallet's former admin tokens are revoked in the
 * same change. Thread-safe.
 */
public final class ReplaceAdminToken {
    private static final Duration TOKEN_LIFE = Duration.ofDays(365);
    private static final int AT_MOST = 100;

    private final Wallets wallets;
    private final Tokens tokens;
    private final TokenMint mint;
    private final Notary notary;
    private final Commits commits;
    private final InstantSource clock;

    @Inject
    public ReplaceAdminToken(
            Wallets wallets, Tokens tokens, TokenMint mint, Notary notary, Commits commits, InstantSource clock) {
        this.wallets = wallets;
        this.tokens = tokens;
        this.mint = mint;
        this.notary = notary;
        this.commits = commits;
        this.clock = clock;
    }

    /** A new token where none of the platform wallet's active admin tokens was ever used; empty where one was. */
    public Optional<IssuedKey> ifNeverUsed() {
        boolean used = active().stream().anyMatch(token -> token.lastUsedAt().isPresent());
        return used || active().isEmpty() ? Optional.empty() : Optional.of(replace("service:start"));
    }

    /** A new token in any case; the former ones are revoked. */
    public IssuedKey reset() {
        return replace("service:admin_reset");
    }

    private List<TokenRecord> active() {
        return tokens
                .ofWallet(
                        SystemNames.PLATFORM_WALLET, Optional.of(TokenRecord.Status.ACTIVE), Optional.empty(), AT_MOST)
                .stream()
                .filter(token -> token.scopes().contains(Scopes.PLATFORM_ADMIN))
                .toList();
    }

    private IssuedKey replace(String who) {
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
        TokenMint.Minted minted = mint.mint(TokenRecord.Kind.ADMIN);
        TokenRecord fresh = new TokenRecord(
                minted.hash(),
                minted.token().last4(),
                platform.id(),
                platform.tenant(),
                List.of(Scopes.PLATFORM_ADMIN, new Scope("span.read")),
                now.plus(TOKEN_LIFE).truncatedTo(ChronoUnit.SECONDS),
                TokenRecord.Status.ACTIVE,
                Optional.of("Platform administrator"),
                now,
                who,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TokenRecord.Kind.ADMIN,
                Optional.empty(),
                Optional.empty(),
                0);
        List<Births.Birth> told = new ArrayList<>();
        told.add(mint.told(fresh, platform.owner(), "issued", who, now));
        for (TokenRecord former : active()) {
            told.add(mint.told(TokenStates.revoked(former), platform.owner(), "revoked", who, now));
        }
        Births.Birth all = Births.Birth.of(told);
        return new Plan.Write<>(
                new IssuedKey(minted.token(), fresh, Optional.empty()),
                notary.sign(all.drafts()),
                List.of(),
                all.effects());
    }
}
