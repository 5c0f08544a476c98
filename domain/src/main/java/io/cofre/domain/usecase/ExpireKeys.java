package io.cofre.domain.usecase;

import io.cofre.domain.Reply;
import io.cofre.domain.auth.KeyEntry;
import io.cofre.domain.auth.TokenStates;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Marks API keys whose time or grace is over, with the span that says so; they were dead already. For the scheduler.
 * Thread-safe.
 */
public final class ExpireKeys {
    private static final String WHO = "service:expiry";

    private final Tokens tokens;
    private final Wallets wallets;
    private final TokenMint mint;
    private final Notary notary;
    private final Commits commits;
    private final InstantSource clock;

    @Inject
    public ExpireKeys(
            Tokens tokens, Wallets wallets, TokenMint mint, Notary notary, Commits commits, InstantSource clock) {
        this.tokens = tokens;
        this.wallets = wallets;
        this.mint = mint;
        this.notary = notary;
        this.commits = commits;
        this.clock = clock;
    }

    /** Marks at most {@code limit} (1 to 500); returns how many. */
    public int expire(int limit) {
        Instant now = clock.instant();
        Collection<TokenRecord> due = tokens.due(now, limit);
        if (due.isEmpty()) {
            return 0;
        }
        Reply<Integer> reply = commits.run(Optional.empty(), () -> plan(due, now));
        return reply instanceof Reply.Done<Integer> done ? done.value() : 0;
    }

    private Plan<Integer> plan(Collection<TokenRecord> due, Instant now) {
        List<Births.Birth> told = new ArrayList<>();
        for (TokenRecord token : due) {
            Wallet wallet = wallets.find(token.wallet()).orElseThrow();
            boolean expired = TokenStates.at(token, now) == TokenStates.State.EXPIRED;
            told.add(mint.told(KeyEntry.of(
                    expired ? TokenStates.expired(token) : TokenStates.revoked(token),
                    wallet.owner(),
                    expired ? "expired" : "revoked",
                    WHO,
                    now)));
        }
        Births.Birth all = Births.Birth.of(told);
        return new Plan.Write<>(due.size(), notary.signUnasked(all.drafts()), List.of(), all.effects());
    }
}
