package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.auth.Credential;
import io.cofre.domain.auth.Presented;
import io.cofre.domain.auth.TokenStates;
import io.cofre.domain.token.ApiToken;
import io.cofre.domain.token.PepperVersions;
import io.cofre.domain.token.SessionToken;
import io.cofre.domain.token.TokenMac;
import io.cofre.domain.wallet.WalletStates;
import io.cofre.ports.node.Memo;
import io.cofre.ports.node.RateLimits;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.token.Scope;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.token.WalletSession;
import io.cofre.ports.token.WalletSessions;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The authorizer (spec 01): from what a request presents to its principal. A known token costs one MAC and look-ups in
 * caches; an unknown one at most one slow hashing for each version of the pepper in use, of which there are few
 * ({@link PepperVersions#MOST_TRIED}), in bounded slots. Thread-safe.
 */
public final class Authorize {
    /** How many requests with one unknown token wait for its hashing beside the first. */
    private static final int MOST_AT_ONCE = 256;

    private final Tokens tokens;
    private final WalletSessions sessions;
    private final Wallets wallets;
    private final Tenants tenants;
    private final TokenHashes hashes;
    private final Memo<TokenMac, Instant> unknown;
    private final LastUse lastUse;
    private final RateLimits limits;
    private final InstantSource clock;
    private final SingleFlight<TokenMac, Tried> trying = new SingleFlight<>(MOST_AT_ONCE);

    /** What is behind a MAC. */
    private sealed interface Tried {
        record Found(TokenHash hash) implements Tried {}

        record Absent() implements Tried {}
    }

    /**
     * Makes the authorizer.
     *
     * @param unknown MACs of tokens that are not known, a bounded cache of their own, so that noise does not drive out
     *     what is good
     */
    @Inject
    public Authorize(
            Tokens tokens,
            WalletSessions sessions,
            Wallets wallets,
            Tenants tenants,
            TokenHashes hashes,
            Memo<TokenMac, Instant> unknown,
            LastUse lastUse,
            RateLimits limits,
            InstantSource clock) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.wallets = wallets;
        this.tenants = tenants;
        this.hashes = hashes;
        this.unknown = unknown;
        this.lastUse = lastUse;
        this.limits = limits;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Decision {
        record Granted(Principal principal) implements Decision {}

        /**
         * Not authorized.
         *
         * @param retryAfter where coming back later may help
         */
        record Denied(Problem problem, Optional<Duration> retryAfter) implements Decision {}
    }

    public Decision authorize(Presented presented) {
        return switch (presented.credential()) {
            case Credential.None() -> denied(Code.AUTH_MISSING, "No credential; send Authorization: ApiKey tok_….");
            case Credential.Ambiguous() -> denied(Code.AUTH_AMBIGUOUS, "More than one credential; send one.");
            case Credential.Unsupported() ->
                denied(
                        Code.AUTH_SCHEME,
                        "This scheme is not taken here; send Authorization: ApiKey tok_… or WalletSession wss_….");
            case Credential.Malformed() ->
                denied(Code.AUTH_MALFORMED, "The Authorization header has no credential of its scheme's form.");
            case Credential.ApiKey key -> apiKey(key.token(), presented);
            case Credential.Session session -> session(session.token(), presented);
        };
    }

    private Decision apiKey(String text, Presented presented) {
        return switch (ApiToken.parse(text)) {
            case ApiToken.Reading.NoToken ignored ->
                denied(
                        Code.AUTH_MALFORMED,
                        "This is no API key: its form or its check characters are wrong; copy it anew.");
            case ApiToken.Reading.Token token -> apiKey(token.token(), presented);
        };
    }

    private Decision apiKey(ApiToken token, Presented presented) {
        List<TokenHashes.Mac> macs = new ArrayList<>();
        for (int version : hashes.versions()) {
            Optional<TokenHashes.Mac> mac = hashes.mac(token, version);
            Optional<TokenHash> known = mac.flatMap(hashes::known);
            if (known.isPresent()) {
                return known(tokens.find(known.get()), presented);
            }
            mac.ifPresent(macs::add);
        }
        return slowly(macs, presented);
    }

    private Decision known(Optional<TokenRecord> found, Presented presented) {
        Decision decision = record(found, presented);
        if (decision instanceof Decision.Granted) {
            hashes.seen(presented.address());
        }
        return decision;
    }

    /** Newest first; whatever version a good token bears, this node goes this way with it once. */
    private Decision slowly(List<TokenHashes.Mac> macs, Presented presented) {
        for (TokenHashes.Mac mac : macs) {
            Optional<Tried> tried = trying.fly(mac.mac(), () -> tryOut(mac, presented.address()));
            if (tried.isEmpty()) {
                return new Decision.Denied(
                        Problem.of(
                                Code.AUTH_BUSY,
                                "Too many unknown credentials are being checked; come back in a second."),
                        Optional.of(Duration.ofSeconds(1)));
            }
            if (tried.get() instanceof Tried.Found(TokenHash hash)) {
                return record(tokens.find(hash), presented);
            }
        }
        return unknown();
    }

    /** Whether there is a token behind a MAC; empty where it cannot be found out now. */
    private Optional<Tried> tryOut(TokenHashes.Mac mac, String address) {
        Optional<TokenHash> meanwhile = hashes.known(mac);
        if (meanwhile.isPresent()) {
            return Optional.of(new Tried.Found(meanwhile.get()));
        }
        if (unknown.find(mac.mac()).isPresent()) {
            return Optional.of(new Tried.Absent());
        }
        return hashes.slowly(mac, address).map(hash -> {
            Optional<TokenRecord> record = tokens.find(hash);
            if (record.isEmpty()) {
                unknown.keep(mac.mac(), clock.instant());
                return new Tried.Absent();
            }
            switch (TokenStates.at(record.get(), clock.instant())) {
                case GOOD -> hashes.foundGood(mac, hash, address);
                case REVOKED, EXPIRED -> hashes.found(mac, hash);
            }
            return new Tried.Found(hash);
        });
    }

    private Decision record(Optional<TokenRecord> found, Presented presented) {
        if (found.isEmpty()) {
            return unknown();
        }
        TokenRecord token = found.get();
        Instant now = clock.instant();
        return switch (TokenStates.at(token, now)) {
            case REVOKED -> unknown();
            case EXPIRED -> denied(Code.AUTH_TOKEN_EXPIRED, "This credential has expired; ask for another.");
            case GOOD -> {
                Optional<Decision> limited = limited(token);
                if (limited.isPresent()) {
                    yield limited.get();
                }
                lastUse.used(token, now);
                yield principal(
                        token, token.scopes(), new Principal.Proof.ApiKey(token.hash()), token.exp(), presented);
            }
        };
    }

    private Decision session(String text, Presented presented) {
        Optional<SessionToken> token = SessionToken.parse(text);
        if (token.isEmpty()) {
            return denied(Code.AUTH_MALFORMED, "This is no wallet session; open one with POST /wallet/open.");
        }
        for (int version : hashes.versions()) {
            Optional<WalletSession> session =
                    hashes.sessionHash(token.get(), version).flatMap(sessions::find);
            if (session.isPresent()) {
                return session(session.get(), presented);
            }
        }
        return unknown();
    }

    private Decision session(WalletSession session, Presented presented) {
        Instant now = clock.instant();
        if (session.exp().isBefore(now)) {
            return denied(
                    Code.AUTH_TOKEN_EXPIRED, "This wallet session has ended; open another with POST /wallet/open.");
        }
        Optional<TokenRecord> parent = tokens.find(session.parent());
        if (parent.isEmpty() || TokenStates.at(parent.get(), now) != TokenStates.State.GOOD) {
            return unknown();
        }
        Optional<Decision> limited = limited(parent.get());
        return limited.orElseGet(() -> principal(
                parent.get(),
                session.scopes(),
                new Principal.Proof.Session(session.parent()),
                session.exp(),
                presented));
    }

    private Optional<Decision> limited(TokenRecord token) {
        return token.requestsPerMinute()
                .map(limit -> limits.take("token:" + token.hash(), limit))
                .filter(RateLimits.Taking.Wait.class::isInstance)
                .map(taking -> new Decision.Denied(
                        Problem.of(
                                        Code.REQUEST_RATE_LIMITED,
                                        "This key may make "
                                                + token.requestsPerMinute().get()
                                                + " requests a minute; wait and try again.")
                                .with("limit", token.requestsPerMinute().get().toString()),
                        Optional.of(((RateLimits.Taking.Wait) taking).after())));
    }

    private Decision principal(
            TokenRecord token, List<Scope> scopes, Principal.Proof proof, Instant until, Presented presented) {
        Optional<Wallet> wallet = wallets.find(token.wallet());
        Optional<Tenant> tenant = tenants.find(token.tenant());
        if (wallet.isEmpty() || tenant.isEmpty()) {
            return unknown();
        }
        Optional<Problem> refusal =
                WalletStates.serving(wallet.get(), tenant.get()).or(() -> presented.claims(token.tenant()));
        if (refusal.isPresent()) {
            return new Decision.Denied(refusal.get(), Optional.empty());
        }
        return new Decision.Granted(new Principal(
                token.wallet(),
                token.tenant(),
                wallet.get().owner(),
                scopes,
                Optional.empty(),
                token.app(),
                presented.claimedUser(),
                proof,
                until,
                presented.traceId()));
    }

    private static Decision unknown() {
        return denied(
                Code.AUTH_UNKNOWN, "This credential is not known; check it, or ask an administrator for another.");
    }

    private static Decision denied(Code code, String detail) {
        return new Decision.Denied(Problem.of(code, detail), Optional.empty());
    }
}
