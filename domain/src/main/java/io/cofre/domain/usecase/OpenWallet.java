package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Reply;
import io.cofre.domain.auth.Scopes;
import io.cofre.domain.token.SessionToken;
import io.cofre.ports.token.Scope;
import io.cofre.ports.token.WalletSession;
import io.cofre.ports.token.WalletSessions;
import io.cofre.ports.wallet.WalletId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * {@code POST /wallet/open} (spec 02): a short credential narrower than or equal to its parent, with which it dies.
 * Leaves no span. Thread-safe.
 */
public final class OpenWallet {
    public static final int MIN_TTL_SECONDS = 300;
    public static final int MAX_TTL_SECONDS = 600;

    private final WalletSessions sessions;
    private final TokenHashes hashes;
    private final RandomGenerator random;
    private final InstantSource clock;

    /**
     * Makes the use case.
     *
     * @param random a cryptographic generator in production
     */
    @Inject
    public OpenWallet(WalletSessions sessions, TokenHashes hashes, RandomGenerator random, InstantSource clock) {
        this.sessions = sessions;
        this.hashes = hashes;
        this.random = random;
        this.clock = clock;
    }

    /** A session; its token is shown this once. */
    public record Opened(SessionToken session, WalletId wallet, Instant exp) {}

    /**
     * Opens a session. It ends no later than its parent.
     *
     * @param scopes narrower than the caller's, one at least; absent for the same
     */
    public Reply<Opened> open(Principal principal, Optional<List<Scope>> scopes, int ttlSeconds) {
        if (ttlSeconds < MIN_TTL_SECONDS || ttlSeconds > MAX_TTL_SECONDS) {
            return Reply.refused(Problem.field(
                    "/ttl_seconds", "ttl_seconds is " + MIN_TTL_SECONDS + " to " + MAX_TTL_SECONDS + "."));
        }
        if (scopes.filter(List::isEmpty).isPresent()) {
            return Reply.refused(
                    Problem.field("/scopes", "scopes names one at least; leave it out for all of the caller's."));
        }
        List<Scope> wished = scopes.orElseGet(principal::scopes);
        for (Scope scope : wished) {
            if (!Scopes.covers(principal.scopes(), scope)) {
                return Reply.refused(Problem.of(
                                Code.AUTH_SCOPE_NOT_GRANTABLE,
                                "A session is never wider than its parent, which does not hold " + scope + ".")
                        .with("scope", scope.value()));
            }
        }
        Instant wanted = clock.instant().plus(Duration.ofSeconds(ttlSeconds));
        Instant exp = wanted.isAfter(principal.until()) ? principal.until() : wanted;
        SessionToken token = SessionToken.generate(random);
        sessions.open(new WalletSession(
                hashes.newest(token), principal.proof().token(), principal.wallet(), principal.tenant(), wished, exp));
        return Reply.done(new Opened(token, principal.wallet(), exp));
    }
}
