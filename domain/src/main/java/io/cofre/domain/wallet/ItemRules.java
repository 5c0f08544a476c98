package io.cofre.domain.wallet;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.domain.auth.Need;
import io.cofre.domain.auth.Scopes;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.token.Scope;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletItem;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which keys a wallet may be given, and what becomes of them (spec 02). Pure. */
public final class ItemRules {
    /** The most keys a wallet holds, ended ones counted. */
    public static final int MAX_ITEMS = 200;

    /** How far a proof's time may be from now. */
    public static final Duration PROOF_WINDOW = Duration.ofMinutes(2);

    private static final Set<String> ED25519_CAPS = Set.of("sign.span", "sign.http");
    private static final int MAX_SECRET = 4096;
    private static final int SEED_BYTES = 32;

    private ItemRules() {}

    /** Empty where the wallet may take a key of this kid. */
    public static Optional<Problem> room(Wallet wallet, Kid kid) {
        if (wallet.items().containsKey(kid)) {
            return Optional.of(Problem.of(
                    Code.WALLET_KID_EXISTS,
                    "Wallet " + wallet.id() + " has a key " + kid + " already; rotate it, or take another kid."));
        }
        return wallet.items().size() >= MAX_ITEMS
                ? Optional.of(Problem.field("/kid", "A wallet holds at most " + MAX_ITEMS + " keys."))
                : Optional.empty();
    }

    /**
     * Empty where an Ed25519 key may have these caps and http scopes.
     *
     * @param held the registrar's own scopes
     * @param external whether its client holds the key
     */
    public static Optional<Problem> ed25519(
            Collection<Scope> caps, Collection<Scope> httpScopes, List<Scope> held, boolean external) {
        if (caps.isEmpty()) {
            return Optional.of(
                    Problem.field("/caps", "A key without caps serves nothing; name sign.span or sign.http."));
        }
        for (Scope cap : caps) {
            boolean known = external ? cap.value().equals("sign.http") : ED25519_CAPS.contains(cap.value());
            if (!known) {
                return Optional.of(Problem.field(
                        "/caps",
                        external
                                ? "A key that its client holds has only the cap sign.http."
                                : "An Ed25519 key has the caps sign.span and sign.http, not " + cap + "."));
            }
        }
        if (!httpScopes.isEmpty() && !Scopes.grant(caps, Need.of("sign.http"))) {
            return Optional.of(Problem.field("/http_scopes", "http_scopes go with the cap sign.http."));
        }
        boolean administers = Scopes.reign(held) != Scopes.Reign.NOTHING;
        for (Scope scope : httpScopes) {
            boolean allowed = !Scopes.administers(scope)
                    && !Scopes.isService(scope)
                    && (administers || Scopes.covers(held, scope));
            if (!allowed) {
                return Optional.of(Problem.of(
                                Code.AUTH_SCOPE_NOT_GRANTABLE,
                                "http_scopes stay within what the registrar holds, without admin and service scopes; "
                                        + scope + " does not.")
                        .with("scope", scope.value()));
            }
        }
        return Optional.empty();
    }

    /** Empty where a secret that comes from outside may be an Ed25519 seed. One byte repeated was drawn by nobody. */
    public static Optional<Problem> seed(SecretBytes secret) {
        if (secret.length() != SEED_BYTES) {
            return Optional.of(Problem.of(
                    Code.REQUEST_FIELD_INVALID,
                    "An Ed25519 seed has " + SEED_BYTES + " bytes, not " + secret.length() + "."));
        }
        boolean drawn = secret.reveal(bytes -> {
            int differing = 0;
            for (byte one : bytes) {
                differing |= one ^ bytes[0];
            }
            return differing != 0;
        });
        return drawn
                ? Optional.empty()
                : Optional.of(Problem.of(
                        Code.REQUEST_FIELD_INVALID, "The seed is one byte repeated, which no generator draws."));
    }

    /** Empty where the ledger does not know a key yet: a key belongs to one wallet, under one kid. */
    public static Optional<Problem> unknown(Optional<LedgerKey> known) {
        return known.map(key -> Problem.of(
                Code.WALLET_KEY_KNOWN,
                "The ledger knows this key already, as " + key.kid() + " of wallet " + key.wallet()
                        + "; another key is needed."));
    }

    /** Empty where a provider's key may have these caps. */
    public static Optional<Problem> providerKey(Collection<Scope> caps, String provider, int secretBytes) {
        if (secretBytes < 1 || secretBytes > MAX_SECRET) {
            return Optional.of(Problem.field("/secret", "secret has 1 to " + MAX_SECRET + " bytes."));
        }
        if (caps.isEmpty()) {
            return Optional.of(Problem.field(
                    "/caps", "A key without caps serves nothing; name provider.invoke:" + provider + "/*."));
        }
        for (Scope cap : caps) {
            boolean fits =
                    (cap.action().equals("provider.invoke") || cap.action().equals("provider.export"))
                            && cap.resource()
                                    .filter(resource -> resource.startsWith(provider + "/"))
                                    .isPresent();
            if (!fits) {
                return Optional.of(Problem.field(
                        "/caps",
                        "A key of provider " + provider + " has caps of the form provider.invoke:" + provider
                                + "/…, not " + cap + "."));
            }
        }
        return Optional.empty();
    }

    /** Empty where a proof of possession was made now. */
    public static Optional<Problem> fresh(long proofTs, Instant now) {
        return Duration.between(Instant.ofEpochMilli(proofTs), now).abs().compareTo(PROOF_WINDOW) <= 0
                ? Optional.empty()
                : Optional.of(Problem.of(
                        Code.WALLET_PROOF_INVALID,
                        "proof_ts is over 120 s from now; make the proof anew and check the clock."));
    }

    /** The active key that a rotation or revocation means; a revocation may also mean a retired one. */
    public sealed interface Found {
        record Item(WalletItem item) implements Found {}

        record Refused(Problem problem) implements Found {}
    }

    public static Found active(Wallet wallet, Kid kid) {
        return Optional.ofNullable(wallet.items().get(kid))
                .<Found>map(item -> item.status() == WalletItem.Status.ACTIVE
                        ? new Found.Item(item)
                        : new Found.Refused(Problem.of(
                                Code.WALLET_KEY_INACTIVE,
                                "Key " + kid + " is " + item.status().wire() + " already; register another.")))
                .orElseGet(() ->
                        new Found.Refused(Problem.of(Code.WALLET_KID_UNKNOWN, "The wallet has no key " + kid + ".")));
    }

    /** Empty where a key is still the one that was found first; a rotation made it another meanwhile. */
    public static Optional<Problem> overtaken(WalletItem found, WalletItem now) {
        return found.version() == now.version()
                ? Optional.empty()
                : Optional.of(Problem.of(
                        Code.LEDGER_CONTENDED,
                        "Key " + now.kid() + " was rotated meanwhile; look at the wallet and decide anew."));
    }

    /** The wallet's next version with one item put in its place, or added at the end. */
    public static Wallet with(Wallet wallet, WalletItem item) {
        Map<Kid, WalletItem> items = new LinkedHashMap<>(wallet.items());
        items.put(item.kid(), item);
        return new Wallet(
                wallet.id(),
                wallet.owner(),
                wallet.tenant(),
                items,
                wallet.status(),
                wallet.createdAt(),
                wallet.metered(),
                wallet.seq() + 1);
    }

    /** The same item, ended; its secret is named no more. */
    public static WalletItem revoked(WalletItem item) {
        return switch (item) {
            case WalletItem.Ed25519 key ->
                new WalletItem.Ed25519(
                        key.kid(),
                        key.publicKey(),
                        key.keyId(),
                        Optional.empty(),
                        key.caps(),
                        key.httpScopes(),
                        WalletItem.Status.REVOKED,
                        key.version(),
                        key.createdAt(),
                        key.rotatedAt());
            case WalletItem.ProviderKey key ->
                new WalletItem.ProviderKey(
                        key.kid(),
                        key.provider(),
                        Optional.empty(),
                        key.caps(),
                        WalletItem.Status.REVOKED,
                        key.version(),
                        key.createdAt(),
                        key.rotatedAt());
        };
    }

    /** The caps as a list without repetitions, in the order given. */
    public static List<Scope> distinct(Collection<Scope> scopes) {
        return scopes.stream().distinct().toList();
    }
}
