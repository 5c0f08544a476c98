package io.cofre.http.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.domain.Code;
import io.cofre.domain.Cofre;
import io.cofre.domain.Problem;
import io.cofre.domain.Reply;
import io.cofre.domain.auth.Requirement;
import io.cofre.domain.usecase.OpenWallet;
import io.cofre.domain.usecase.SignHttp;
import io.cofre.domain.usecase.SignSpans;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.json.Fields;
import io.cofre.http.json.Json;
import io.cofre.http.json.Schema;
import io.cofre.http.problem.Problems;
import io.cofre.http.route.Limits;
import io.cofre.http.route.Route;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanSignature;
import java.util.List;
import java.util.Optional;

/** The caller's own wallet, sessions and signatures (spec 02). */
public final class WalletRoutes {
    private static final String TAG = "Wallet";
    private static final Schema SIGNED = Schema.named(
            "Signed",
            Schema.object()
                    .with("payload_hash", Shapes.HASH, "")
                    .with("sig", SpanShapes.SIG, "to be put into the span, with payload_hash"));
    private static final Code[] SPAN_REFUSALS = {
        Code.LEDGER_MALFORMED,
        Code.LEDGER_ALREADY_SIGNED,
        Code.LEDGER_RESERVED_TYPE,
        Code.LEDGER_NOT_OWNER,
        Code.WALLET_UNKNOWN,
        Code.WALLET_KID_UNKNOWN,
        Code.WALLET_KEY_INACTIVE,
        Code.WALLET_KEY_TYPE,
        Code.WALLET_KEY_EXTERNAL,
        Code.WALLET_CAP_MISSING
    };
    private static final Telling<OpenWallet.Opened> OPENED = Telling.secret(
            200,
            opened -> Json.object()
                    .put("wallet_session", opened.session().reveal())
                    .put("wallet_id", opened.wallet().value())
                    .put("exp", opened.exp().toEpochMilli()),
            opened -> Json.object().put("exp", opened.exp().toEpochMilli()));
    private static final Telling<SignSpans.Signed> SIGN = Telling.of(200, WalletRoutes::signed);
    private static final Telling<SignHttp.SignedRequest> SIGN_HTTP = Telling.of(200, WalletRoutes::headers);

    private final Cofre.Wallet wallet;
    private final Limits limits;

    public WalletRoutes(Cofre.Wallet wallet, Limits limits) {
        this.wallet = wallet;
        this.limits = limits;
    }

    public List<Route> routes() {
        return List.of(show(), open(), signSpan(), signSpans(), signHttp());
    }

    private Route show() {
        return Route.get("/wallet")
                .says(TAG, "The caller's own wallet")
                .gives(200, WalletShapes.WALLET, "The wallet; no secret and no reference to one")
                .refuses(Code.WALLET_UNKNOWN)
                .to(exchange -> Telling.of(200, WalletShapes::wallet)
                        .answer(exchange, wallet.read().read(exchange.principal())));
    }

    private Route open() {
        return Route.post("/wallet/open")
                .need(Requirement.of("wallet.open"))
                .says(TAG, "Opens a session: a short credential, narrower than the caller's or equal")
                .mayTake(Schema.object()
                        .maybe("scopes", Shapes.SCOPES, "narrower than the caller's; all of them where none is named")
                        .maybe(
                                "ttl_seconds",
                                Schema.whole(OpenWallet.MIN_TTL_SECONDS, OpenWallet.MAX_TTL_SECONDS),
                                "600 where nothing is said"))
                .gives(
                        200,
                        Schema.object()
                                .with("wallet_session", Schema.text(200), "shown this once")
                                .with("wallet_id", Shapes.WALLET_ID, "")
                                .with("exp", Shapes.EPOCH, "epoch milliseconds"),
                        "The session")
                .refuses(Code.AUTH_SCOPE_INVALID, Code.AUTH_SCOPE_NOT_GRANTABLE)
                .once(OPENED.replay())
                .to(exchange -> OPENED.answer(
                        exchange,
                        wallet.open()
                                .open(
                                        exchange.principal(),
                                        Asked.body(exchange.json()).maybeScopes("scopes"),
                                        Asked.body(exchange.json())
                                                .maybeInt("ttl_seconds")
                                                .orElse(OpenWallet.MAX_TTL_SECONDS),
                                        OPENED.once(exchange))));
    }

    private Route signSpan() {
        return Route.post("/wallet/sign/span")
                .need(Requirement.of("span.sign"))
                .says(TAG, "Signs a span; writes nothing")
                .takes(Schema.object()
                        .with("kid", Shapes.KID, "which of the wallet's keys")
                        .with("span", Schema.raw(SpanShapes.UNSIGNED), "without payload_hash and sig"))
                .gives(200, SIGNED, "The signature")
                .refuses(SPAN_REFUSALS)
                .to(exchange -> SIGN.answer(
                        exchange,
                        sign(exchange, List.of(exchange.json().raw("span"))).getFirst()));
    }

    private Route signSpans() {
        return Route.post("/wallet/sign/spans")
                .need(Requirement.of("span.sign"))
                .says(TAG, "Signs up to 1,000 spans, one result each, in order")
                .takes(
                        Schema.object()
                                .with("kid", Shapes.KID, "which of the wallet's keys")
                                .with("spans", Schema.array(Schema.raw(Schema.any()), 1000), "spans (UnsignedSpan)"),
                        limits.batchBytes())
                .gives(
                        200,
                        Schema.object()
                                .with(
                                        "results",
                                        Schema.array(new Schema.OneOf(List.of(SIGNED, SpanShapes.PROBLEM)), 1000),
                                        "a signature or a problem each"),
                        "The results")
                .to(this::signSpans);
    }

    private Answer signSpans(Exchange exchange) {
        List<byte[]> spans = exchange.json().raws("spans");
        ArrayNode results = Json.array();
        if (!spans.isEmpty()) {
            for (Reply<SignSpans.Signed> reply : sign(exchange, spans)) {
                switch (reply) {
                    case Reply.Done<SignSpans.Signed> done -> results.add(signed(done.value()));
                    case Reply.Refused<SignSpans.Signed>(Problem problem) ->
                        results.add(Problems.json(problem, exchange.trace().traceId()));
                    case Reply.Repeated<SignSpans.Signed> repeated ->
                        throw new IllegalStateException("a signature is not repeated");
                }
            }
        }
        ObjectNode json = Json.object();
        json.set("results", results);
        return Answer.json(200, json);
    }

    private List<Reply<SignSpans.Signed>> sign(Exchange exchange, List<byte[]> spans) {
        Kid kid = Asked.body(exchange.json()).need("kid", Kid::parse);
        return wallet.signSpans().sign(exchange.principal(), kid, spans);
    }

    private Route signHttp() {
        return Route.post("/wallet/sign/http")
                .need(Requirement.of("http.sign"))
                .says(TAG, "Signs a request, to this service only one that the caller may make")
                .takes(Schema.object()
                        .with("kid", Shapes.KID, "which of the wallet's keys")
                        .with("method", Schema.text(20), "upper case")
                        .with("path_with_query", Schema.text(2048), "exactly as it will be sent")
                        .maybe("body_canon", Schema.anyText(1 << 20), "the body, to be sent unchanged; or")
                        .maybe("body_hash", Shapes.HASH, "its hash")
                        .maybe("aud", Schema.text(300), "the origin of another service"))
                .gives(
                        200,
                        Schema.object()
                                .with(
                                        "headers",
                                        Schema.object()
                                                .with("X-LL-Alg", Schema.oneOf(SpanSignature.ALG), "")
                                                .with("X-LL-KeyID", Schema.text(100), "")
                                                .with("X-LL-KID", Shapes.KID, "")
                                                .with("X-LL-TS", Schema.text(20), "epoch milliseconds")
                                                .with("X-LL-Nonce", Schema.text(100), "")
                                                .with("X-LL-Signature", Schema.text(128), ""),
                                        "to be sent with the request"),
                        "The headers")
                .refuses(
                        Code.WALLET_UNKNOWN,
                        Code.WALLET_KID_UNKNOWN,
                        Code.WALLET_KEY_INACTIVE,
                        Code.WALLET_KEY_TYPE,
                        Code.WALLET_KEY_EXTERNAL,
                        Code.WALLET_CAP_MISSING)
                .to(exchange -> SIGN_HTTP.answer(
                        exchange, wallet.signHttp().sign(exchange.principal(), request(exchange.json()))));
    }

    private static SignHttp.Request request(Fields json) {
        Asked asked = Asked.body(json);
        Optional<PayloadHash> hash = asked.maybe("body_hash", PayloadHash::parse);
        return new SignHttp.Request(
                asked.need("kid", Kid::parse),
                json.text("method"),
                json.text("path_with_query"),
                json.maybeText("body_canon"),
                hash,
                json.maybeText("aud"));
    }

    private static ObjectNode signed(SignSpans.Signed signed) {
        ObjectNode json = Json.object().put("payload_hash", signed.payloadHash().value());
        json.set("sig", SpanShapes.sig(signed.signature()));
        return json;
    }

    private static ObjectNode headers(SignHttp.SignedRequest signed) {
        ObjectNode json = Json.object();
        json.putObject("headers")
                .put("X-LL-Alg", SpanSignature.ALG)
                .put("X-LL-KeyID", signed.keyId().value())
                .put("X-LL-KID", signed.kid().value())
                .put("X-LL-TS", String.valueOf(signed.ts()))
                .put("X-LL-Nonce", signed.nonce())
                .put("X-LL-Signature", signed.signature());
        return json;
    }
}
