package io.cofre.domain.usecase;

import io.cofre.domain.Principal;
import io.cofre.domain.auth.TokenStates;
import io.cofre.domain.wallet.WalletStates;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Whether what {@link Authorize} granted still stands, for answers that go on for long (spec 01, "Revocation"). Counts
 * as no request, and costs look-ups in caches. Thread-safe.
 */
public final class CheckStanding {
    private final Tokens tokens;
    private final Wallets wallets;
    private final Tenants tenants;
    private final InstantSource clock;

    @Inject
    public CheckStanding(Tokens tokens, Wallets wallets, Tenants tenants, InstantSource clock) {
        this.tokens = tokens;
        this.wallets = wallets;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Whether credential, wallet and tenant are as good as when it was granted. */
    public boolean stands(Principal principal) {
        Instant now = clock.instant();
        return !principal.until().isBefore(now)
                && tokens.find(principal.proof().token())
                        .filter(token -> TokenStates.at(token, now) == TokenStates.State.GOOD)
                        .isPresent()
                && wallets.find(principal.wallet())
                        .flatMap(wallet -> tenants.find(principal.tenant())
                                .map(tenant ->
                                        WalletStates.serving(wallet, tenant).isEmpty()))
                        .orElse(false);
    }
}
