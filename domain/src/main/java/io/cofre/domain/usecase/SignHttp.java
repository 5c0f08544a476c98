package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Reply;
import io.cofre.domain.auth.HttpTarget;
import io.cofre.domain.auth.Requirement;
import io.cofre.domain.crypto.Hex;
import io.cofre.domain.model.InvocationScopes;
import io.cofre.domain.span.HttpSigning;
import io.cofre.domain.span.SpanHash;
import io.cofre.domain.span.SpanSigning;
import io.cofre.domain.wallet.KeyChoice;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletItem;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * {@code POST /wallet/sign/http} (spec 02): the headers of a signed request (spec 01, "Request signatures"). A request
 * to this very service is signed only if the caller may make it, so that the wallet is no way around a missing scope.
 * Thread-safe.
 */
public final class SignHttp {
    private final Wallets wallets;
    private final KeyVault vault;
    private final HttpTarget.Routes routes;
    private final String audience;
    private final ProviderSettings providers;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * Makes the use case.
     *
     * @param routes of this service
     * @param audience the origin of {@code public.url}
     * @param providers which provider serves a model
     * @param random a cryptographic generator in production
     */
    @Inject
    public SignHttp(
            Wallets wallets,
            KeyVault vault,
            HttpTarget.Routes routes,
            String audience,
            ProviderSettings providers,
            InstantSource clock,
            RandomGenerator random) {
        this.wallets = wallets;
        this.vault = vault;
        this.routes = routes;
        this.audience = audience;
        this.providers = providers;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What is asked; the fields of spec 02.
     *
     * @param body its text, sent unchanged; or
     * @param bodyHash its hash; neither for a request without a body
     * @param audience of another service; empty for this one
     */
    public record Request(
            Kid kid,
            String method,
            String pathWithQuery,
            Optional<String> body,
            Optional<PayloadHash> bodyHash,
            Optional<String> audience) {}

    /**
     * The values of the headers {@code X-LL-*}.
     *
     * @param ts epoch milliseconds
     * @param signature 128 hex digits
     */
    public record SignedRequest(KeyId keyId, Kid kid, long ts, String nonce, String signature) {}

    public Reply<SignedRequest> sign(Principal principal, Request request) {
        Optional<Problem> refusal = HttpTarget.judge(request.method(), request.pathWithQuery(), request.audience())
                .or(() -> request.body().isPresent() && request.bodyHash().isPresent()
                        ? Optional.of(Problem.field("/body_hash", "send body_canon or body_hash, not both."))
                        : Optional.empty())
                .or(() -> ownRoute(principal, request));
        if (refusal.isPresent()) {
            return Reply.refused(refusal.get());
        }
        Optional<Wallet> wallet = wallets.find(principal.wallet());
        if (wallet.isEmpty()) {
            return Reply.refused(Code.WALLET_UNKNOWN, "There is no wallet " + principal.wallet() + ".");
        }
        return switch (KeyChoice.signing(wallet.get(), request.kid(), "sign.http")) {
            case KeyChoice.Refused<WalletItem.Ed25519>(Problem problem) -> Reply.refused(problem);
            case KeyChoice.Chosen<WalletItem.Ed25519>(WalletItem.Ed25519 key) -> Reply.done(signed(request, key));
        };
    }

    private Optional<Problem> ownRoute(Principal principal, Request request) {
        boolean own =
                request.audience().filter(named -> !named.equals(audience)).isEmpty();
        return own
                ? routes.requirement(request.method(), HttpTarget.path(request.pathWithQuery()))
                        .flatMap(requirement -> requirement instanceof Requirement.Invocation invocation
                                ? InvocationScopes.judge(
                                        principal.scopes(),
                                        invocation,
                                        request.body(),
                                        providers.models(),
                                        providers.defaultModel())
                                : requirement.judge(principal))
                : Optional.empty();
    }

    private SignedRequest signed(Request request, WalletItem.Ed25519 key) {
        PayloadHash bodyHash = request.bodyHash()
                .orElseGet(() -> SpanHash.of(request.body().orElse("").getBytes(StandardCharsets.UTF_8)));
        long ts = clock.millis();
        String nonce = SpanSigning.nonce(random);
        byte[] message = HttpSigning.message(new HttpSigning.Request(
                request.audience().orElse(audience),
                bodyHash,
                key.keyId(),
                key.kid(),
                request.method(),
                nonce,
                request.pathWithQuery(),
                ts));
        byte[] signature =
                vault.sign(key.secret().orElseThrow(), List.of(message)).getFirst();
        return new SignedRequest(key.keyId(), key.kid(), ts, nonce, Hex.encode(signature));
    }
}
