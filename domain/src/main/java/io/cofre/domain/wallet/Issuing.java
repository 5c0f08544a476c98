package io.cofre.domain.wallet;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.domain.auth.Scopes;
import io.cofre.domain.ledger.SystemNames;
import io.cofre.ports.app.App;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.token.Scope;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.wallet.Wallet;
import java.util.List;
import java.util.Optional;

/** Whether an API key may be issued (spec 01, "Routes" and "Scopes"). Pure. */
public final class Issuing {
    /** Ten years. */
    public static final int MAX_TTL_HOURS = 87_600;

    private static final int MAX_SCOPES = 100;
    private static final int MAX_DESCRIPTION = 200;
    private static final int MAX_PER_MINUTE = 1_000_000;

    private Issuing() {}

    /** What is asked for. */
    public record Wish(
            TenantId tenant,
            List<Scope> scopes,
            int ttlHours,
            Optional<String> description,
            Optional<TokenRecord.Kind> kind,
            Optional<Integer> requestsPerMinute) {
        public Wish {
            scopes = List.copyOf(scopes);
        }
    }

    /** What came of it. */
    public sealed interface Judged {
        record Fit(TokenRecord.Kind kind) implements Judged {}

        record Unfit(Problem problem) implements Judged {}
    }

    /**
     * Judges a wish.
     *
     * @param reign of whoever issues; that it reaches the tenant was judged before
     * @param app the app it is issued for
     */
    public static Judged judge(Wish wish, Scopes.Reign reign, Wallet wallet, Tenant tenant, Optional<App> app) {
        Optional<Problem> serving = WalletStates.serving(wallet, tenant);
        if (serving.isPresent()) {
            return new Judged.Unfit(serving.get());
        }
        if (SystemNames.ownWallet(wallet.id(), wallet.tenant())) {
            return unfit(
                    Code.WALLET_KEY_RESERVED,
                    "Wallet " + wallet.id() + " belongs to the service; no key is issued for it.");
        }
        if (wish.scopes().isEmpty() || wish.scopes().size() > MAX_SCOPES) {
            return new Judged.Unfit(Problem.field("/scopes", "A key has 1 to " + MAX_SCOPES + " scopes."));
        }
        if (wish.ttlHours() < 1 || wish.ttlHours() > MAX_TTL_HOURS) {
            return new Judged.Unfit(Problem.field("/ttl_hours", "ttl_hours is 1 to " + MAX_TTL_HOURS + "."));
        }
        if (wish.description().filter(text -> text.length() > MAX_DESCRIPTION).isPresent()) {
            return new Judged.Unfit(
                    Problem.field("/description", "description has at most " + MAX_DESCRIPTION + " characters."));
        }
        if (wish.requestsPerMinute()
                .filter(limit -> limit < 1 || limit > MAX_PER_MINUTE)
                .isPresent()) {
            return new Judged.Unfit(
                    Problem.field("/requests_per_minute", "requests_per_minute is 1 to " + MAX_PER_MINUTE + "."));
        }
        if (Scopes.mayGive(reign, wish.scopes(), wallet.tenant()) instanceof Scopes.Granting.NotGrantable no) {
            return new Judged.Unfit(Problem.of(
                            Code.AUTH_SCOPE_NOT_GRANTABLE,
                            "Scope " + no.scope() + " cannot be given: " + no.why() + ".")
                    .with("scope", no.scope().value()));
        }
        if (app.isPresent()) {
            for (Scope scope : wish.scopes()) {
                if (!Scopes.covers(app.get().granted(), scope)) {
                    return new Judged.Unfit(Problem.of(
                                    Code.AUTH_SCOPE_NOT_GRANTABLE,
                                    "App " + app.get().id() + " was not granted " + scope
                                            + "; have it approved, or ask for what it holds.")
                            .with("scope", scope.value()));
                }
            }
        }
        boolean admin = wish.scopes().stream().anyMatch(Scopes::administers);
        TokenRecord.Kind kind = wish.kind().orElse(admin ? TokenRecord.Kind.ADMIN : TokenRecord.Kind.LIVE);
        return admin == (kind == TokenRecord.Kind.ADMIN)
                ? new Judged.Fit(kind)
                : unfit(Code.AUTH_KEY_KIND, "A key is of kind admin if and only if it holds an admin scope.");
    }

    private static Judged unfit(Code code, String detail) {
        return new Judged.Unfit(Problem.of(code, detail));
    }
}
