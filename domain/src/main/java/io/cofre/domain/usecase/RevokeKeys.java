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
import io.cofre.ports.span.Receipt;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code POST /auth/keys/revoke} (spec 01): takes effect on this node before it answers. Takes an admin scope over the
 * wallet. Thread-safe.
 */
public final class RevokeKeys {
    /** How many keys one change revokes; of all of a wallet's keys, as many changes are made as it takes. */
    static final int AT_ONCE = 500;

    private final Wallets wallets;
    private final ActiveKeys keys;
    private final TokenMint mint;
    private final Notary notary;
    private final Commits commits;
    private final Invalidation invalidation;
    private final InstantSource clock;

    @Inject
    public RevokeKeys(
            Wallets wallets,
            ActiveKeys keys,
            TokenMint mint,
            Notary notary,
            Commits commits,
            Invalidation invalidation,
            InstantSource clock) {
        this.wallets = wallets;
        this.keys = keys;
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

        Revoked and(Revoked more) {
            return new Revoked(
                    Stream.concat(hashes.stream(), more.hashes().stream()).toList());
        }
    }

    /**
     * A key that was revoked before is no active key: {@code auth.key_unknown}. With {@link Naming.Name.All} a wallet
     * without active keys is no fault: none is revoked, nothing is written, nor is a repeat remembered. More than
     * {@link #AT_ONCE} keys are revoked change by change: who is cut off between and asks again is told of those alone
     * that were left.
     */
    public Reply<Revoked> revoke(
            Principal principal, WalletId wallet, Naming.Name name, Optional<Repeatable<Revoked>> once) {
        return switch (target(principal, wallet)) {
            case Target.Refused(Problem problem) -> Reply.refused(problem);
            case Target.Of(Wallet found) ->
                switch (name) {
                    case Naming.Name.All all -> revokeAll(principal, found, once);
                    case Naming.Name.Hash hash -> revokeOne(principal, found, name, once);
                    case Naming.Name.Last4 last4 -> revokeOne(principal, found, name, once);
                    case Naming.Name.Only only -> revokeOne(principal, found, name, once);
                };
        };
    }

    /** Whose keys. */
    private sealed interface Target {
        record Of(Wallet wallet) implements Target {}

        record Refused(Problem problem) implements Target {}
    }

    private Target target(Principal principal, WalletId id) {
        return wallets.find(id)
                .map(wallet -> Administration.over(principal, wallet.tenant())
                        .<Target>map(Target.Refused::new)
                        .orElseGet(() -> new Target.Of(wallet)))
                .orElseGet(() -> new Target.Refused(Problem.of(Code.WALLET_UNKNOWN, "There is no wallet " + id + ".")));
    }

    private Reply<Revoked> revokeOne(
            Principal principal, Wallet wallet, Naming.Name name, Optional<Repeatable<Revoked>> once) {
        return told(commits.run(once, () -> switch (Naming.among(keys.meantBy(wallet.id(), name, AT_ONCE), name)) {
            case Naming.Refused(Problem problem) -> new Plan.Refuse<>(problem);
            case Naming.Named(List<TokenRecord> named) -> write(principal, wallet, named);
        }));
    }

    /** The idempotency record stands in the last change, which knows the whole answer. */
    private Reply<Revoked> revokeAll(Principal principal, Wallet wallet, Optional<Repeatable<Revoked>> once) {
        Revoked revoked = new Revoked(List.of());
        while (true) {
            boolean last = some(wallet, AT_ONCE + 1).size() <= AT_ONCE;
            Revoked before = revoked;
            Optional<Repeatable<Revoked>> remembered = once.filter(asked -> last)
                    .map(asked -> new Repeatable<>(
                            asked.key(),
                            asked.bodyHash(),
                            these -> asked.answer().apply(before.and(these))));
            Reply<Revoked> all = told(commits.run(remembered, () -> allOf(principal, wallet)))
                    .map(before::and);
            if (last || !(all instanceof Reply.Done<Revoked>(Revoked done, List<Receipt> receipts))) {
                return all;
            }
            revoked = done;
        }
    }

    private Plan<Revoked> allOf(Principal principal, Wallet wallet) {
        List<TokenRecord> these = some(wallet, AT_ONCE);
        return these.isEmpty() ? new Plan.Nothing<>(new Revoked(List.of())) : write(principal, wallet, these);
    }

    private List<TokenRecord> some(Wallet wallet, int atMost) {
        return keys.meantBy(wallet.id(), new Naming.Name.All(), atMost);
    }

    private Reply<Revoked> told(Reply<Revoked> reply) {
        if (reply instanceof Reply.Done<Revoked> done) {
            for (TokenHash hash : done.value().hashes()) {
                invalidation.publish(new Invalidation.Notice(Invalidation.About.TOKEN, hash.value()));
            }
        }
        return reply;
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
