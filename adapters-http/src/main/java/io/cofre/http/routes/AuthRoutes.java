package io.cofre.http.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.domain.Code;
import io.cofre.domain.Cofre;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Reply;
import io.cofre.domain.auth.Naming;
import io.cofre.domain.auth.Requirement;
import io.cofre.domain.usecase.IssueKey;
import io.cofre.domain.usecase.IssuedKey;
import io.cofre.domain.usecase.RevokeKeys;
import io.cofre.domain.usecase.RotateKey;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.json.Json;
import io.cofre.http.json.Schema;
import io.cofre.http.problem.RefusedRequest;
import io.cofre.http.route.Route;
import io.cofre.ports.app.AppId;
import io.cofre.ports.token.Scope;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** API keys, and who one is (spec 01, "Routes"). */
public final class AuthRoutes {
    private static final String TAG = "API keys";
    private static final Requirement ADMIN = new Requirement.Administrator();
    private static final Schema.Str TOKEN_HASH = Schema.text(100);
    private static final Schema.Str LAST4 = Schema.text(4);
    private static final Schema ISSUED = Schema.object()
            .with("token", Schema.text(100), "shown this once")
            .with("exp", Shapes.EPOCH, "epoch seconds")
            .with("token_hash", TOKEN_HASH, "names the key, to revoke it by")
            .with("token_last4", LAST4, "");
    private static final Schema KEY = Schema.named(
            "ApiKey",
            Schema.object()
                    .with("token_hash", TOKEN_HASH, "names the key")
                    .with("token_last4", LAST4, "")
                    .with("wallet_id", Shapes.WALLET_ID, "")
                    .with("tenant_id", Shapes.TENANT_ID, "")
                    .with("scopes", Shapes.SCOPES, "")
                    .with("exp", Shapes.EPOCH, "epoch seconds")
                    .with("status", Schema.oneOf("active", "revoked", "expired"), "")
                    .with("kind", Schema.oneOf("live", "test", "admin"), "")
                    .maybe("description", Schema.anyText(200), "")
                    .with("created_at", Shapes.EPOCH, "epoch seconds")
                    .with("created_by", Schema.text(200), "")
                    .maybe("last_used_at", Shapes.EPOCH, "epoch seconds, to the minute")
                    .maybe("rotated_to", TOKEN_HASH, "the key that took its place")
                    .maybe("revoke_at", Shapes.EPOCH, "when a rotated key ends")
                    .maybe("app_id", Schema.text(63), "")
                    .maybe("requests_per_minute", Schema.whole(1, Integer.MAX_VALUE), ""));
    private static final Telling<IssuedKey> ISSUE = Telling.secret(200, AuthRoutes::issued, AuthRoutes::known);
    private static final Telling<RevokeKeys.Revoked> REVOKE = Telling.of(
            200, revoked -> Json.object().put("revoked", revoked.hashes().size()));

    private final Cofre.Access access;

    public AuthRoutes(Cofre.Access access) {
        this.access = access;
    }

    public List<Route> routes() {
        return List.of(issue(), revoke(), rotate(), list(), whoami());
    }

    private Route issue() {
        return Route.post("/auth/keys/issue")
                .need(ADMIN)
                .says(TAG, "Issues an API key")
                .takes(Schema.object()
                        .with("wallet_id", Shapes.WALLET_ID, "whose key")
                        .with("tenant_id", Shapes.TENANT_ID, "the wallet's tenant")
                        .with("scopes", Shapes.SCOPES, "what it may do")
                        .with("ttl_hours", Schema.whole(1, 87_600), "how long it lives")
                        .maybe("description", Schema.anyText(200), "for people")
                        .maybe("kind", Schema.oneOf("live", "test", "admin"), "admin if and only if a scope is")
                        .maybe("app_id", Schema.text(63), "the app whose grants, as they stand now, cap its scopes")
                        .maybe("requests_per_minute", Schema.whole(1, 1_000_000), "a limit of its own"))
                .gives(200, ISSUED, "The key")
                .refuses(
                        Code.AUTH_SCOPE_INVALID,
                        Code.AUTH_SCOPE_NOT_GRANTABLE,
                        Code.AUTH_KEY_KIND,
                        Code.TENANT_UNKNOWN,
                        Code.WALLET_UNKNOWN,
                        Code.APP_UNKNOWN,
                        Code.LEDGER_CONTENDED)
                .once(ISSUE.replay())
                .to(this::issue);
    }

    private Answer issue(Exchange exchange) {
        Asked asked = Asked.body(exchange.json());
        IssueKey.Request request = new IssueKey.Request(
                asked.wallet("wallet_id"),
                asked.tenant("tenant_id"),
                asked.scopes("scopes"),
                Math.toIntExact(exchange.json().whole("ttl_hours")),
                exchange.json().maybeText("description"),
                exchange.json().maybeText("kind").map(kind -> Asked.constant(TokenRecord.Kind.class, kind)),
                asked.maybe("app_id", AppId::parse),
                asked.maybeInt("requests_per_minute"));
        return ISSUE.answer(exchange, access.issueKey().issue(exchange.principal(), request, ISSUE.once(exchange)));
    }

    private Route revoke() {
        return Route.post("/auth/keys/revoke")
                .need(ADMIN)
                .says(TAG, "Revokes keys, on this node at once, on every other within a second")
                .takes(Schema.object()
                        .with("wallet_id", Shapes.WALLET_ID, "whose keys")
                        .maybe("token_hash", TOKEN_HASH, "which; or")
                        .maybe("token_last4", LAST4, "its last four characters; or")
                        .maybe("all", Schema.bool(), "all of the wallet's"))
                .gives(
                        200,
                        Schema.object().with("revoked", Schema.whole(0, 1_000_000_000), "how many"),
                        "They are revoked")
                .refuses(Code.AUTH_KEY_UNKNOWN, Code.AUTH_KEY_AMBIGUOUS, Code.WALLET_UNKNOWN, Code.LEDGER_CONTENDED)
                .once(REVOKE.replay())
                .to(this::revoke);
    }

    private Answer revoke(Exchange exchange) {
        Asked asked = Asked.body(exchange.json());
        Optional<TokenHash> hash = asked.maybe("token_hash", TokenHash::parse);
        Optional<String> last4 = exchange.json().maybeText("token_last4");
        boolean all = exchange.json().flag("all");
        if ((hash.isPresent() ? 1 : 0) + (last4.isPresent() ? 1 : 0) + (all ? 1 : 0) != 1) {
            throw new RefusedRequest(Problem.field(
                    "/token_hash", "Name the key by token_hash or token_last4, or all of them by all: true."));
        }
        Naming.Name name = all ? new Naming.Name.All() : Naming.of(hash, last4);
        return REVOKE.answer(
                exchange,
                access.revokeKeys()
                        .revoke(exchange.principal(), asked.wallet("wallet_id"), name, REVOKE.once(exchange)));
    }

    private Route rotate() {
        return Route.post("/auth/keys/rotate")
                .need(ADMIN)
                .says(TAG, "Puts a new key in an old one's place")
                .takes(Schema.object()
                        .with("wallet_id", Shapes.WALLET_ID, "whose key")
                        .with("scopes", Shapes.SCOPES, "what the new one may do")
                        .with("ttl_hours", Schema.whole(1, 87_600), "how long it lives")
                        .maybe("token_hash", TOKEN_HASH, "which; without a name the only active one")
                        .maybe("token_last4", LAST4, "its last four characters")
                        .maybe(
                                "grace_seconds",
                                Schema.whole(0, RotateKey.MAX_GRACE_SECONDS),
                                "how long the old one lives on; 0 where nothing is said"))
                .gives(200, ISSUED, "The new key")
                .refuses(
                        Code.AUTH_SCOPE_INVALID,
                        Code.AUTH_SCOPE_NOT_GRANTABLE,
                        Code.AUTH_KEY_KIND,
                        Code.AUTH_KEY_UNKNOWN,
                        Code.AUTH_KEY_AMBIGUOUS,
                        Code.WALLET_UNKNOWN,
                        Code.LEDGER_CONTENDED)
                .once(ISSUE.replay())
                .to(this::rotate);
    }

    private Answer rotate(Exchange exchange) {
        Asked asked = Asked.body(exchange.json());
        RotateKey.Request request = new RotateKey.Request(
                asked.wallet("wallet_id"),
                asked.scopes("scopes"),
                Math.toIntExact(exchange.json().whole("ttl_hours")),
                Naming.of(
                        asked.maybe("token_hash", TokenHash::parse),
                        exchange.json().maybeText("token_last4")),
                asked.maybeInt("grace_seconds").orElse(0));
        return ISSUE.answer(exchange, access.rotateKey().rotate(exchange.principal(), request, ISSUE.once(exchange)));
    }

    private Route list() {
        return Route.get("/auth/keys/list")
                .need(ADMIN)
                .says(TAG, "Lists a wallet's keys, newest first; never a token")
                .query(Shapes.paging(Schema.object()
                        .with("wallet_id", Shapes.WALLET_ID, "whose")
                        .maybe("status", Schema.oneOf("active", "revoked", "expired"), "only these")))
                .gives(200, Shapes.page("keys", KEY), "A page")
                .refuses(Code.REQUEST_FIELD_MISSING, Code.WALLET_UNKNOWN)
                .to(this::list);
    }

    private Answer list(Exchange exchange) {
        Asked asked = Asked.query(exchange.query());
        int limit = asked.limit();
        Reply<List<TokenRecord>> reply = access.listKeys()
                .list(
                        exchange.principal(),
                        asked.wallet("wallet_id"),
                        exchange.query()
                                .maybeText("status")
                                .map(status -> Asked.constant(TokenRecord.Status.class, status)),
                        asked.maybe("cursor", TokenHash::parse),
                        limit);
        return Pages.answer(
                exchange,
                reply,
                "keys",
                AuthRoutes::key,
                record -> record.hash().value(),
                limit);
    }

    private Route whoami() {
        return Route.get("/auth/whoami")
                .says(TAG, "Who this credential is; never a secret")
                .gives(
                        200,
                        Schema.object()
                                .with("wallet_id", Shapes.WALLET_ID, "")
                                .with("tenant_id", Shapes.TENANT_ID, "")
                                .with("owner_id", Shapes.OWNER_ID, "of the wallet")
                                .maybe("user_id", Schema.text(200), "")
                                .maybe("app_id", Schema.text(63), "")
                                .with("scopes", Shapes.SCOPES, "")
                                .with("proof", Schema.oneOf("api_key", "wallet_session"), "how it was proved")
                                .with("until", Shapes.EPOCH, "when it ends, epoch seconds"),
                        "The principal")
                .to(exchange -> Answer.json(200, principal(exchange.principal())));
    }

    private static ObjectNode principal(Principal principal) {
        ObjectNode json = Json.object()
                .put("wallet_id", principal.wallet().value())
                .put("tenant_id", principal.tenant().value())
                .put("owner_id", principal.owner().value());
        Json.put(json, "user_id", principal.userId());
        Json.put(json, "app_id", principal.app().map(AppId::value));
        json.set("scopes", scopes(principal.scopes()));
        return json.put(
                        "proof",
                        switch (principal.proof()) {
                            case Principal.Proof.ApiKey key -> "api_key";
                            case Principal.Proof.Session session -> "wallet_session";
                        })
                .put("until", principal.until().getEpochSecond());
    }

    static ArrayNode scopes(List<Scope> scopes) {
        return Json.texts(scopes.stream().map(Scope::value).toList());
    }

    private static ObjectNode issued(IssuedKey key) {
        ObjectNode json = Json.object().put("token", key.token().reveal());
        json.setAll(known(key));
        return json;
    }

    private static ObjectNode known(IssuedKey key) {
        return Json.object()
                .put("exp", key.record().exp().getEpochSecond())
                .put("token_hash", key.record().hash().value())
                .put("token_last4", key.record().last4());
    }

    private static ObjectNode key(TokenRecord record) {
        ObjectNode json = Json.object()
                .put("token_hash", record.hash().value())
                .put("token_last4", record.last4())
                .put("wallet_id", record.wallet().value())
                .put("tenant_id", record.tenant().value());
        json.set("scopes", scopes(record.scopes()));
        json.put("exp", record.exp().getEpochSecond())
                .put("status", record.status().wire())
                .put("kind", record.kind().wire())
                .put("created_at", record.createdAt().getEpochSecond())
                .put("created_by", record.createdBy());
        Json.put(json, "description", record.description());
        record.lastUsedAt().map(Instant::getEpochSecond).ifPresent(at -> json.put("last_used_at", at));
        Json.put(json, "rotated_to", record.rotatedTo().map(TokenHash::value));
        record.revokeAt().map(Instant::getEpochSecond).ifPresent(at -> json.put("revoke_at", at));
        Json.put(json, "app_id", record.app().map(AppId::value));
        record.requestsPerMinute().ifPresent(limit -> json.put("requests_per_minute", limit));
        return json;
    }
}
