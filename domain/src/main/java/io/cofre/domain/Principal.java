package io.cofre.domain;

import io.cofre.ports.app.AppId;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.token.Scope;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.wallet.WalletId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who a request acts for, whatever credential it came with (idea 4 of the architecture). Use cases never know which it
 * was.
 *
 * @param owner of the wallet: whose spans these are
 * @param userId the authenticated user, where the credential names one
 * @param claimedUser {@code X-User-Id}: goes into {@code metadata.claimed_user}, grants nothing, is never {@code who}
 * @param traceId of the request, 32 hex digits
 * @param until when the credential ends
 */
public record Principal(
        WalletId wallet,
        TenantId tenant,
        OwnerId owner,
        List<Scope> scopes,
        Optional<String> userId,
        Optional<AppId> app,
        Optional<String> claimedUser,
        Proof proof,
        Instant until,
        String traceId) {
    public Principal {
        scopes = List.copyOf(scopes);
    }

    /** How the principal was proved. */
    public sealed interface Proof {
        /** The token that stands behind the proof, with which the proof dies. */
        TokenHash token();

        record ApiKey(TokenHash token) implements Proof {}

        record Session(TokenHash token) implements Proof {}
    }

    /** The {@code who} of the spans that this principal causes. */
    public String who() {
        return userId.map(user -> "user:" + user).orElse("wallet:" + wallet);
    }
}
