package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.auth.KeyEntry;
import io.cofre.domain.auth.Scopes;
import io.cofre.domain.ledger.DerivedIds;
import io.cofre.domain.wallet.Administration;
import io.cofre.domain.wallet.Issuing;
import io.cofre.domain.wallet.WalletStates;
import io.cofre.ports.app.App;
import io.cofre.ports.app.AppId;
import io.cofre.ports.app.Apps;
import io.cofre.ports.journal.Guard;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.token.Scope;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code POST /auth/keys/issue} (spec 01). Takes an admin scope over the tenant. Thread-safe. */
public final class IssueKey {
    private final Wallets wallets;
    private final Tenants tenants;
    private final Apps apps;
    private final TokenMint mint;
    private final Notary notary;
    private final Commits commits;
    private final InstantSource clock;

    @Inject
    public IssueKey(
            Wallets wallets,
            Tenants tenants,
            Apps apps,
            TokenMint mint,
            Notary notary,
            Commits commits,
            InstantSource clock) {
        this.wallets = wallets;
        this.tenants = tenants;
        this.apps = apps;
        this.mint = mint;
        this.notary = notary;
        this.commits = commits;
        this.clock = clock;
    }

    /** What is asked; the fields of spec 01. */
    public record Request(
            WalletId wallet,
            TenantId tenant,
            List<Scope> scopes,
            int ttlHours,
            Optional<String> description,
            Optional<TokenRecord.Kind> kind,
            Optional<AppId> app,
            Optional<Integer> requestsPerMinute) {
        public Request {
            scopes = List.copyOf(scopes);
        }
    }

    /** An unknown wallet, or one of another tenant than named: {@code wallet.unknown}, nothing written. */
    public Reply<IssuedKey> issue(Principal principal, Request request, Optional<Repeatable<IssuedKey>> once) {
        Optional<Problem> refusal = Administration.over(principal, request.tenant());
        return refusal.isPresent() ? Reply.refused(refusal.get()) : commits.run(once, () -> plan(principal, request));
    }

    private Plan<IssuedKey> plan(Principal principal, Request request) {
        Optional<Tenant> tenant = tenants.find(request.tenant());
        if (tenant.isEmpty()) {
            return refuse(Code.TENANT_UNKNOWN, "There is no tenant " + request.tenant() + ".");
        }
        Optional<Wallet> wallet =
                wallets.find(request.wallet()).filter(found -> found.tenant().equals(request.tenant()));
        if (wallet.isEmpty()) {
            return refuse(
                    Code.WALLET_UNKNOWN,
                    "There is no wallet " + request.wallet() + " in tenant " + request.tenant() + "; make it first.");
        }
        Optional<App> app = request.app().flatMap(id -> apps.find(request.tenant(), id));
        if (request.app().isPresent() && app.isEmpty()) {
            return refuse(
                    Code.APP_UNKNOWN,
                    "There is no app " + request.app().get() + " in tenant " + request.tenant() + ".");
        }
        Issuing.Wish wish = new Issuing.Wish(
                request.tenant(),
                request.scopes(),
                request.ttlHours(),
                request.description(),
                request.kind(),
                request.requestsPerMinute());
        return switch (Issuing.judge(wish, Scopes.reign(principal.scopes()), wallet.get(), tenant.get(), app)) {
            case Issuing.Judged.Unfit(Problem problem) -> new Plan.Refuse<>(problem);
            case Issuing.Judged.Fit(TokenRecord.Kind kind) -> write(principal, request, wallet.get(), kind);
        };
    }

    private Plan<IssuedKey> write(Principal principal, Request request, Wallet wallet, TokenRecord.Kind kind) {
        Instant now = clock.instant();
        KeyEntry.Terms terms = new KeyEntry.Terms(
                request.scopes(),
                Duration.ofHours(request.ttlHours()),
                kind,
                request.description(),
                request.app(),
                request.requestsPerMinute());
        return mint.mint(terms, wallet, principal.who(), now)
                .map(minted -> write(principal, minted, wallet))
                .orElseGet(() -> new Plan.Refuse<>(TokenMint.BUSY));
    }

    private Plan<IssuedKey> write(Principal principal, TokenMint.Minted minted, Wallet wallet) {
        Births.Birth told = mint.told(minted.entry());
        return new Plan.Write<>(
                IssuedKey.of(minted),
                notary.sign(principal, told.drafts()),
                List.of(
                        new Guard.InState(DerivedIds.ofWallet(wallet.id()), WalletStates.SERVING),
                        new Guard.InState(DerivedIds.ofTenant(wallet.tenant()), WalletStates.SERVING)),
                told.effects());
    }

    private static Plan<IssuedKey> refuse(Code code, String detail) {
        return new Plan.Refuse<>(Problem.of(code, detail));
    }
}
