package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.ledger.Records;
import io.cofre.domain.wallet.Administration;
import io.cofre.domain.wallet.WalletStates;
import io.cofre.ports.journal.WalletEffect;
import io.cofre.ports.node.Invalidation;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Suspends, reopens and closes wallets (spec 02, 10). Their tokens, sessions and keys stop within the bounds of 01.
 * Thread-safe.
 */
public final class SetWalletStatus {
    private final Wallets wallets;
    private final ServiceKeys keys;
    private final Notary notary;
    private final Commits commits;
    private final Invalidation invalidation;
    private final InstantSource clock;

    @Inject
    public SetWalletStatus(
            Wallets wallets,
            ServiceKeys keys,
            Notary notary,
            Commits commits,
            Invalidation invalidation,
            InstantSource clock) {
        this.wallets = wallets;
        this.keys = keys;
        this.notary = notary;
        this.commits = commits;
        this.invalidation = invalidation;
        this.clock = clock;
    }

    /** Takes an admin scope over the wallet. */
    public Reply<Wallet> set(
            Principal principal, WalletId id, Wallet.Status status, String reason, Optional<Repeatable<Wallet>> once) {
        Reply<Wallet> reply = commits.run(once, () -> plan(principal, id, status, reason));
        invalidation.publish(new Invalidation.Notice(Invalidation.About.WALLET, id.value()));
        return reply;
    }

    private Plan<Wallet> plan(Principal principal, WalletId id, Wallet.Status status, String reason) {
        Optional<Wallet> found = wallets.find(id);
        Optional<Problem> refusal = found.map(wallet ->
                        Administration.over(principal, wallet.tenant()).or(() -> WalletStates.change(wallet, status)))
                .orElseGet(() -> Administration.over(principal, principal.tenant())
                        .or(() -> Optional.of(Problem.of(Code.WALLET_UNKNOWN, "There is no wallet " + id + "."))));
        if (refusal.isPresent()) {
            return new Plan.Refuse<>(refusal.get());
        }
        Wallet changed = WalletStates.with(found.orElseThrow(), status);
        Notary.Draft draft = new Notary.Draft(
                Records.wallet(changed, status.wire(), principal.who(), clock.instant(), Optional.of(reason)),
                keys.service());
        return new Plan.Write<>(
                changed,
                notary.sign(principal, List.of(draft)),
                List.of(),
                List.of(new WalletEffect.Put(changed, draft.version())));
    }
}
