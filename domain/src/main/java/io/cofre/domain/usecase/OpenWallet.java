package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.auth.Scopes;
import io.cofre.domain.ledger.Refusals;
import io.cofre.domain.token.SessionToken;
import io.cofre.ports.journal.Once;
import io.cofre.ports.journal.Refusal;
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
    public Reply<Opened> open(
            Principal principal, Optional<List<Scope>> scopes, int ttlSeconds, Optional<Repeatable<Opened>> once) {
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
        Instant now = clock.instant();
        Instant wanted = now.plus(Duration.ofSeconds(ttlSeconds));
        Instant exp = wanted.isAfter(principal.until()) ? principal.until() : wanted;
        SessionToken token = SessionToken.generate(random);
        WalletSession session = new WalletSession(
                hashes.newest(token), principal.proof().token(), principal.wallet(), principal.tenant(), wished, exp);
        Opened opened = new Opened(token, principal.wallet(), exp);
        if (once.isEmpty()) {
            sessions.open(session);
            return Reply.done(opened);
        }
        Repeatable<Opened> request = once.get();
        return sessions.openOnce(
                        session,
                        new WalletSessions.Request(request.key().value(), request.bodyHash(), now.plus(Once.KEPT)),
                        now)
                .map(earlier -> repeated(request, opened, earlier))
                .orElseGet(() -> Reply.done(opened));
    }

    /** The first session's token is not known any more; when it ends is. */
    private static Reply<Opened> repeated(Repeatable<Opened> request, Opened opened, WalletSessions.Earlier earlier) {
        return earlier.bodyHash().equals(request.bodyHash())
                ? new Reply.Repeated<>(
                        request.answer().apply(new Opened(opened.session(), opened.wallet(), earlier.exp())), List.of())
                : Reply.refused(Refusals.problem(new Refusal.OnceMismatch()));
    }
}
