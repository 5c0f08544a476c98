package io.cofre.ports.token;

import io.cofre.ports.span.TenantId;
import io.cofre.ports.wallet.WalletId;
import java.time.Instant;
import java.util.List;

/**
 * A wallet session as it is stored: never the {@code wss_…} itself (spec 02, {@code POST /wallet/open}).
 *
 * @param hash 64 hex digits: HMAC-SHA256 of the session token under the pepper
 * @param parent the API key it was opened with; it dies with it
 * @param exp to the millisecond
 */
public record WalletSession(
        String hash, TokenHash parent, WalletId wallet, TenantId tenant, List<Scope> scopes, Instant exp) {
    public WalletSession {
        scopes = List.copyOf(scopes);
    }
}
