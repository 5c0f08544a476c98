package io.cofre.assembly.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.cofre.assembly.config.AuthConfig;
import io.cofre.assembly.config.Config;
import io.cofre.assembly.telemetry.Telemetry;
import io.cofre.domain.Ports;
import io.cofre.local.cache.CachedTenants;
import io.cofre.local.cache.CachedTokens;
import io.cofre.local.cache.CachedWallets;
import io.cofre.local.node.CaffeineMemo;
import io.cofre.ports.node.Invalidation;
import io.cofre.ports.node.RateLimits;
import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.wallet.Wallets;

/** What a node remembers (spec 01, "Cost"). */
final class NearModule extends AbstractModule {
    private static final long MOST_CHECKED_KEYS = 100_000;

    private final Closing closing;

    NearModule(Closing closing) {
        this.closing = closing;
    }

    @Provides
    @Singleton
    Ports.Near near(
            Config config,
            Tokens tokens,
            Wallets wallets,
            Tenants tenants,
            Invalidation invalidation,
            Telemetry telemetry) {
        AuthConfig auth = config.auth();
        int most = auth.knownTokens();
        CachedTokens nearTokens =
                closing.keep("tokens", new CachedTokens(tokens, invalidation, auth.recordLife(), most));
        CachedWallets nearWallets =
                closing.keep("wallets", new CachedWallets(wallets, invalidation, auth.recordLife(), most));
        CachedTenants nearTenants =
                closing.keep("tenants", new CachedTenants(tenants, invalidation, auth.recordLife(), most));
        telemetry.cache("tokens", nearTokens::lookups);
        telemetry.cache("wallets", nearWallets::lookups);
        telemetry.cache("tenants", nearTenants::lookups);
        return new Ports.Near(nearTokens, nearWallets, nearTenants);
    }

    @Provides
    @Singleton
    Ports.Node node(
            Config config, Invalidation invalidation, RateLimits limits, TrustAnchors anchors, Telemetry telemetry) {
        return new Ports.Node(
                invalidation,
                limits,
                anchors,
                telemetry.memo("known_tokens", new CaffeineMemo<>(config.auth().knownTokens())),
                telemetry.memo(
                        "unknown_tokens", new CaffeineMemo<>(config.auth().unknownTokens())),
                telemetry.memo("checked_keys", new CaffeineMemo<>(MOST_CHECKED_KEYS)));
    }
}
