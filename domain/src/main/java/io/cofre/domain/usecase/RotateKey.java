package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.auth.KeyEntry;
import io.cofre.domain.auth.Naming;
import io.cofre.domain.auth.Scopes;
import io.cofre.domain.auth.TokenStates;
import io.cofre.domain.ledger.DerivedIds;
import io.cofre.domain.wallet.Administration;
import io.cofre.domain.wallet.Issuing;
import io.cofre.domain.wallet.WalletStates;
import io.cofre.ports.app.App;
import io.cofre.ports.app.Apps;
import io.cofre.ports.journal.Guard;
import io.cofre.ports.node.Invalidation;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.token.Scope;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@code POST /auth/keys/rotate} (spec 01): a new key takes an old one's place, which ends at once or after a grace. Of
 * two rotations of one key at once, one wins and the other is told: {@code ledger.contended}. Thread-safe.
 */
public final class RotateKey {
    /** A week. */
    public static final int MAX_GRACE_SECONDS = 604_800;

    /** How many keys are named where several may be meant. */
    private static final int MOST_NAMED = 100;

    private final Wallets wallets;
    private final Tenants tenants;
    private final Tokens tokens;
    private final ActiveKeys keys;
    private final Apps apps;
    private final TokenMint mint;
    private final Notary notary;
    private final Commits commits;
    private final Invalidation invalidation;
    private final InstantSource clock;

    @Inject
    public RotateKey(
            Wallets wallets,
            Tenants tenants,
            Tokens tokens,
            ActiveKeys keys,
            Apps apps,
            TokenMint mint,
            Notary notary,
            Commits commits,
            Invalidation invalidation,
            InstantSource clock) {
        this.wallets = wallets;
        this.tenants = tenants;
        this.tokens = tokens;
        this.keys = keys;
        this.apps = apps;
        this.mint = mint;
        this.notary = notary;
        this.commits = commits;
        this.invalidation = invalidation;
        this.clock = clock;
    }

    /** What is asked; the fields of spec 01. */
    public record Request(WalletId wallet, List<Scope> scopes, int ttlHours, Naming.Name name, int graceSeconds) {
        public Request {
            scopes = List.copyOf(scopes);
        }
    }

    public Reply<IssuedKey> rotate(Principal principal, Request request, Optional<Repeatable<IssuedKey>> once) {
        if (request.graceSeconds() < 0 || request.graceSeconds() > MAX_GRACE_SECONDS) {
            return Reply.refused(Problem.field("/grace_seconds", "grace_seconds is 0 to " + MAX_GRACE_SECONDS + "."));
        }
        AtomicReference<Optional<TokenRecord>> meant = new AtomicReference<>(Optional.empty());
        Reply<IssuedKey> reply = commits.run(once, () -> plan(principal, request, meant));
        if (reply instanceof Reply.Done<IssuedKey> done) {
            done.value()
                    .replaced()
                    .ifPresent(hash ->
                            invalidation.publish(new Invalidation.Notice(Invalidation.About.TOKEN, hash.value())));
        }
        return reply;
    }

    /**
     * One attempt.
     *
     * @param meant the key that the first attempt found; an overtaken one must not go on to another, least of all to
     *     the key that the winner was just given
     */
    private Plan<IssuedKey> plan(Principal principal, Request request, AtomicReference<Optional<TokenRecord>> meant) {
        Optional<Wallet> wallet = wallets.find(request.wallet());
        if (wallet.isEmpty()) {
            return new Plan.Refuse<>(Problem.of(Code.WALLET_UNKNOWN, "There is no wallet " + request.wallet() + "."));
        }
        Optional<Problem> refusal = Administration.over(principal, wallet.get().tenant());
        if (refusal.isPresent()) {
            return new Plan.Refuse<>(refusal.get());
        }
        Naming naming = meant.get()
                .map(found -> Naming.still(found, tokens.find(found.hash())))
                .orElseGet(() -> named(request));
        return switch (naming) {
            case Naming.Refused(Problem problem) -> new Plan.Refuse<>(problem);
            case Naming.Named(List<TokenRecord> named) -> {
                meant.set(Optional.of(named.getFirst()));
                yield judge(principal, request, wallet.get(), named.getFirst());
            }
        };
    }

    private Naming named(Request request) {
        return Naming.among(keys.meantBy(request.wallet(), request.name(), MOST_NAMED), request.name());
    }

    private Plan<IssuedKey> judge(Principal principal, Request request, Wallet wallet, TokenRecord old) {
        Tenant tenant = tenants.find(wallet.tenant()).orElseThrow();
        Optional<App> app = old.app().flatMap(id -> apps.find(wallet.tenant(), id));
        Issuing.Wish wish = new Issuing.Wish(
                wallet.tenant(),
                request.scopes(),
                request.ttlHours(),
                old.description(),
                old.kind() == TokenRecord.Kind.TEST ? Optional.of(old.kind()) : Optional.empty(),
                old.requestsPerMinute());
        return switch (Issuing.judge(wish, Scopes.reign(principal.scopes()), wallet, tenant, app)) {
            case Issuing.Judged.Unfit(Problem problem) -> new Plan.Refuse<>(problem);
            case Issuing.Judged.Fit(TokenRecord.Kind kind) -> write(principal, request, wallet, old, kind);
        };
    }

    private Plan<IssuedKey> write(
            Principal principal, Request request, Wallet wallet, TokenRecord old, TokenRecord.Kind kind) {
        Instant now = clock.instant();
        KeyEntry.Terms terms = new KeyEntry.Terms(
                request.scopes(),
                Duration.ofHours(request.ttlHours()),
                kind,
                old.description(),
                old.app(),
                old.requestsPerMinute());
        return mint.mint(terms, wallet, principal.who(), now)
                .map(minted -> write(principal, request, wallet, old, minted, now))
                .orElseGet(() -> new Plan.Refuse<>(TokenMint.BUSY));
    }

    private Plan<IssuedKey> write(
            Principal principal,
            Request request,
            Wallet wallet,
            TokenRecord old,
            TokenMint.Minted minted,
            Instant now) {
        TokenRecord ended =
                TokenStates.rotated(old, minted.entry().record().hash(), now.plusSeconds(request.graceSeconds()), now);
        Births.Birth told = Births.Birth.of(List.of(
                mint.told(minted.entry()),
                mint.told(KeyEntry.of(ended, wallet.owner(), "rotated", principal.who(), now))));
        return new Plan.Write<>(
                IssuedKey.instead(minted, old.hash()),
                notary.sign(principal, told.drafts()),
                List.of(new Guard.InState(DerivedIds.ofWallet(wallet.id()), WalletStates.SERVING)),
                told.effects());
    }
}
