package io.cofre.http.routes;

import io.cofre.domain.Code;
import io.cofre.domain.Cofre;
import io.cofre.domain.Problem;
import io.cofre.domain.auth.Requirement;
import io.cofre.domain.usecase.RegisterKey;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.json.Fields;
import io.cofre.http.json.Schema;
import io.cofre.http.problem.RefusedRequest;
import io.cofre.http.route.Route;
import io.cofre.http.route.RouteBuilder;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.token.Scope;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.WalletItem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The keys of a wallet (spec 02): registered, rotated, revoked. */
public final class WalletKeyRoutes {
    private static final String TAG = "Wallet keys";
    private static final Telling<WalletItem> ITEM = Telling.of(200, WalletShapes::item);

    private final Cofre.Wallet wallet;

    public WalletKeyRoutes(Cofre.Wallet wallet) {
        this.wallet = wallet;
    }

    public List<Route> routes() {
        return List.of(
                route("register", "Registers a key, made in the vault, held by its client, or a provider's")
                        .takes(Schema.object()
                                .maybe("wallet_id", Shapes.WALLET_ID, "another's, for an admin")
                                .with("kid", Shapes.KID, "its name in the wallet")
                                .with("type", Schema.oneOf("ed25519", "provider_key"), "")
                                .maybe("provider", Schema.text(100), "of a provider's key")
                                .maybe("secret", Schema.text(4096), "of a provider's key alone; never shown again")
                                .with("caps", Shapes.SCOPES, "what it may be used for")
                                .maybe("http_scopes", Shapes.SCOPES, "what a request that it signed may do")
                                .maybe("pubkey_hex", Schema.text(64), "of a key that its client holds")
                                .maybe("proof", Schema.text(128), "its signature over wallet, kid, key and time")
                                .maybe("proof_ts", Shapes.EPOCH, "epoch milliseconds"))
                        .refuses(
                                Code.AUTH_SCOPE_INVALID,
                                Code.AUTH_SCOPE_NOT_GRANTABLE,
                                Code.WALLET_KID_EXISTS,
                                Code.WALLET_KEY_KNOWN,
                                Code.WALLET_KEY_RESERVED,
                                Code.WALLET_PROOF_INVALID)
                        .to(this::register),
                route("rotate", "Gives a key's name a new key; the old one signs no more")
                        .takes(Schema.object()
                                .maybe("wallet_id", Shapes.WALLET_ID, "another's, for an admin")
                                .with("kid", Shapes.KID, "which")
                                .maybe("secret", Schema.text(4096), "of a provider's key"))
                        .refuses(
                                Code.WALLET_KID_UNKNOWN,
                                Code.WALLET_KEY_INACTIVE,
                                Code.WALLET_KEY_EXTERNAL,
                                Code.WALLET_KEY_RESERVED)
                        .to(this::rotate),
                route("revoke", "Ends a key for good; what it signed before stays good")
                        .takes(Schema.object()
                                .maybe("wallet_id", Shapes.WALLET_ID, "another's, for an admin")
                                .with("kid", Shapes.KID, "which")
                                .with("reason", Shapes.REASON, "for the ledger"))
                        .refuses(Code.WALLET_KID_UNKNOWN, Code.WALLET_KEY_INACTIVE, Code.WALLET_KEY_RESERVED)
                        .to(this::revoke));
    }

    private static RouteBuilder route(String operation, String summary) {
        return Route.post("/wallet/key/" + operation)
                .need(Requirement.anyOf("wallet.key." + operation, "tenant.admin", "platform.admin"))
                .says(TAG, summary)
                .gives(200, WalletShapes.ITEM, "The key without its secret")
                .refuses(Code.WALLET_UNKNOWN, Code.LEDGER_CONTENDED)
                .once(ITEM.replay());
    }

    private Answer register(Exchange exchange) {
        Fields json = exchange.json();
        Asked asked = Asked.body(json);
        Optional<WalletId> id = asked.maybe("wallet_id", WalletId::parse);
        Kid kid = asked.need("kid", Kid::parse);
        List<Scope> caps = asked.scopes("caps");
        if (json.text("type").equals("ed25519")) {
            return register(exchange, new RegisterKey.Request(id, kid, caps, ed25519(json, asked)));
        }
        refuse(json, "pubkey_hex", "proof", "proof_ts", "http_scopes");
        String provider = json.maybeText("provider").orElseThrow(() -> missing("provider"));
        try (SecretBytes secret = secret(json).orElseThrow(() -> missing("secret"))) {
            return register(
                    exchange,
                    new RegisterKey.Request(id, kid, caps, new RegisterKey.Material.OfProvider(provider, secret)));
        }
    }

    private Answer register(Exchange exchange, RegisterKey.Request request) {
        return ITEM.answer(exchange, wallet.registerKey().register(exchange.principal(), request, ITEM.once(exchange)));
    }

    private static RegisterKey.Material ed25519(Fields json, Asked asked) {
        refuse(json, "provider", "secret");
        List<Scope> httpScopes = asked.scopes("http_scopes");
        Optional<PublicKey> key = asked.maybe("pubkey_hex", PublicKey::parse);
        if (key.isEmpty()) {
            refuse(json, "proof", "proof_ts");
            return new RegisterKey.Material.MadeHere(httpScopes);
        }
        return new RegisterKey.Material.HeldByClient(
                key.get(),
                json.maybeText("proof").orElseThrow(() -> missing("proof")),
                json.maybeWhole("proof_ts").orElseThrow(() -> missing("proof_ts")),
                httpScopes);
    }

    private Answer rotate(Exchange exchange) {
        Asked asked = Asked.body(exchange.json());
        Optional<WalletId> id = asked.maybe("wallet_id", WalletId::parse);
        Kid kid = asked.need("kid", Kid::parse);
        Optional<SecretBytes> secret = secret(exchange.json());
        try {
            return ITEM.answer(
                    exchange, wallet.rotateKey().rotate(exchange.principal(), id, kid, secret, ITEM.once(exchange)));
        } finally {
            secret.ifPresent(SecretBytes::close);
        }
    }

    private Answer revoke(Exchange exchange) {
        Asked asked = Asked.body(exchange.json());
        return ITEM.answer(
                exchange,
                wallet.revokeKey()
                        .revoke(
                                exchange.principal(),
                                asked.maybe("wallet_id", WalletId::parse),
                                asked.need("kid", Kid::parse),
                                exchange.json().text("reason"),
                                ITEM.once(exchange)));
    }

    private static Optional<SecretBytes> secret(Fields json) {
        return json.maybeText("secret").map(text -> SecretBytes.owning(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void refuse(Fields json, String... names) {
        for (String name : names) {
            if (json.has(name)) {
                throw new RefusedRequest(
                        Problem.field("/" + name, name + " does not go with this kind of key; leave it out."));
            }
        }
    }

    private static RefusedRequest missing(String name) {
        return new RefusedRequest(Problem.of(Code.REQUEST_FIELD_MISSING, name + " is required for this kind of key.")
                .with("pointer", "/" + name));
    }
}
