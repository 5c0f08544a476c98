package io.cofre.http.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.domain.Code;
import io.cofre.domain.Cofre;
import io.cofre.domain.Problem;
import io.cofre.domain.Reply;
import io.cofre.domain.auth.Requirement;
import io.cofre.domain.usecase.Ask;
import io.cofre.domain.usecase.InvokeProvider;
import io.cofre.domain.usecase.InvokeProvider.Invoked;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Connection;
import io.cofre.http.exchange.EventSink;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.json.Fields;
import io.cofre.http.json.Json;
import io.cofre.http.json.Schema;
import io.cofre.http.problem.Failures;
import io.cofre.http.problem.Problems;
import io.cofre.http.problem.RefusedRequest;
import io.cofre.http.route.Route;
import io.cofre.http.route.RouteBuilder;
import io.cofre.ports.PortFailure;
import io.cofre.ports.provider.ProviderCall;
import io.cofre.ports.provider.ProviderSink;
import io.cofre.ports.span.Kid;
import io.cofre.ports.vault.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Calls of AI providers (spec 02, "provider.invoke"; spec 04, "ask"), whole or as server-sent events. */
public final class InvokeRoutes {
    private static final String TAG = "Providers";
    private static final Schema.Str MODEL = Schema.text(200);
    private static final Schema.Obj ANSWER = Schema.object()
            .with("output", Schema.object().with("text", Schema.anyText(16 << 20), ""), "")
            .with(
                    "usage",
                    Schema.orNull(Schema.object()
                            .with("input_tokens", Schema.whole(0, Long.MAX_VALUE), "")
                            .with("output_tokens", Schema.whole(0, Long.MAX_VALUE), "")),
                    "the provider's own count; null where it gave none")
            .with("trace_id", Shapes.TRACE_ID, "")
            .with("memories", Schema.array(Schema.uuid(), 100), "that went before the messages")
            .with("span_id", Schema.uuid(), "of the provider_invocation span");
    private static final Schema EVENT = new Schema.OneOf(List.of(
            Schema.object().with("text", Schema.anyText(1 << 20), "event delta: the next piece"),
            ANSWER,
            SpanShapes.PROBLEM));
    private static final Telling<Invoked> TOLD = Telling.of(200, InvokeRoutes::told);
    private static final Code[] REFUSES = {
        Code.AUTH_SCOPE_MISSING,
        Code.WALLET_UNKNOWN,
        Code.WALLET_KID_UNKNOWN,
        Code.WALLET_KEY_INACTIVE,
        Code.WALLET_KEY_TYPE,
        Code.WALLET_CAP_MISSING,
        Code.WALLET_NO_PROVIDER_KEY,
        Code.PROVIDER_MODEL_UNKNOWN,
        Code.PROVIDER_NOT_CONFIGURED,
        Code.PROVIDER_UNAVAILABLE,
        Code.PROVIDER_TIMEOUT,
        Code.PROVIDER_RATE_LIMITED,
        Code.PROVIDER_UNAUTHORIZED,
        Code.PROVIDER_REFUSED,
        Code.REQUEST_IDEMPOTENCY_UNSUPPORTED,
        Code.LEDGER_CONTENDED
    };

    private final InvokeProvider invoke;
    private final Ask ask;

    public InvokeRoutes(Cofre.Wallet wallet, Cofre.Desk desk) {
        this.invoke = wallet.invokeProvider();
        this.ask = desk.ask();
    }

    public List<Route> routes() {
        return List.of(invoke(), ask());
    }

    private Route invoke() {
        return route(
                        "/wallet/provider/invoke",
                        Requirement.Invocation.OF_A_PROVIDER,
                        "Calls a provider with a key of the wallet")
                .takes(Schema.object()
                        .maybe("kid", Shapes.KID, "which key; the provider's default otherwise")
                        .with("provider", Schema.text(100), "its name in the configuration")
                        .with("model", MODEL, "as the provider names it")
                        .with(
                                "input",
                                Schema.object()
                                        .with(
                                                "messages",
                                                Schema.array(
                                                        Schema.object()
                                                                .with(
                                                                        "role",
                                                                        Schema.oneOf("system", "user", "assistant"),
                                                                        "")
                                                                .with("content", Schema.anyText(1 << 20), ""),
                                                        1000),
                                                "at least one"),
                                "")
                        .maybe("with_memory", Schema.bool(), "puts the owner's most relevant memories before them")
                        .maybe("byo_key", Schema.bool(), "with the caller's own key, in X-Provider-Key")
                        .maybe("stream", Schema.bool(), "as server-sent events")
                        .maybe("max_tokens", Schema.whole(1, Integer.MAX_VALUE), "")
                        .maybe("temperature", Schema.number(0, 2), ""))
                .to(exchange -> answer(
                        exchange,
                        (sink, key) -> invoke.invoke(
                                exchange.principal(), request(exchange, key), sink, TOLD.once(exchange))));
    }

    private Route ask() {
        return route("/cli/ask", Requirement.Invocation.OF_A_MODEL, "Asks a model one question")
                .takes(Schema.object()
                        .with("text", Schema.text(1 << 20), "the question")
                        .maybe("model", MODEL, "the configured one where nothing is said")
                        .maybe("with_memory", Schema.bool(), "puts the owner's most relevant memories before it")
                        .maybe("vars", Schema.map(Schema.anyText(1 << 20), 1000), "rendered into the text")
                        .maybe("byo_key", Schema.bool(), "with the caller's own key, in X-Provider-Key")
                        .maybe("stream", Schema.bool(), "as server-sent events"))
                .to(exchange -> {
                    Fields json = exchange.json();
                    return answer(
                            exchange,
                            (sink, key) -> ask.ask(
                                    exchange.principal(),
                                    new Ask.Request(
                                            json.text("text"),
                                            json.maybeText("model"),
                                            json.flag("with_memory"),
                                            json.textMap("vars"),
                                            json.flag("stream"),
                                            key,
                                            Optional.of(exchange.trace().traceparent())),
                                    sink,
                                    TOLD.once(exchange)));
                });
    }

    private static RouteBuilder route(String path, Requirement.Invocation need, String summary) {
        return Route.post(path)
                .need(need)
                .says(TAG, summary + "; with memories also memory.search")
                .gives(200, ANSWER, "The whole answer")
                .gives(200, "text/event-stream", EVENT, "Events delta, and one done or error at the end")
                .refuses(REFUSES)
                .header("X-Provider-Key", Schema.text(8_192), "the caller's own key, with byo_key; kept nowhere")
                .once(TOLD.replay());
    }

    private static InvokeProvider.Request request(Exchange exchange, Optional<SecretBytes> key) {
        Fields json = exchange.json();
        Asked asked = Asked.body(json);
        List<ProviderCall.Message> messages = json.object("input").objects("messages").stream()
                .map(message -> new ProviderCall.Message(
                        Asked.constant(ProviderCall.Speaker.class, message.text("role")), message.text("content")))
                .toList();
        return new InvokeProvider.Request(
                asked.maybe("kid", Kid::parse),
                json.text("provider"),
                json.text("model"),
                messages,
                json.flag("with_memory"),
                key,
                json.flag("stream"),
                asked.maybeInt("max_tokens"),
                json.maybeNumber("temperature"),
                Optional.of(exchange.trace().traceparent()));
    }

    /** One of the two use cases. */
    private interface Invocation {
        Reply<Invoked> run(ProviderSink sink, Optional<SecretBytes> ownKey);
    }

    private static Answer answer(Exchange exchange, Invocation invocation) {
        boolean stream = exchange.json().flag("stream");
        if (stream && exchange.once().isPresent()) {
            throw new RefusedRequest(Problem.of(
                    Code.REQUEST_IDEMPOTENCY_UNSUPPORTED, "A stream takes no Idempotency-Key; send it without one."));
        }
        Optional<SecretBytes> key = ownKey(exchange);
        Beside<Invoked> call = Beside.start(exchange.around(), sink -> {
            try {
                return invocation.run(sink, key);
            } finally {
                key.ifPresent(SecretBytes::close);
            }
        });
        Connection.Watch watch = exchange.connection().whenGone(call::abandon);
        return stream ? events(exchange, call, watch) : whole(exchange, call, watch);
    }

    private static Optional<SecretBytes> ownKey(Exchange exchange) {
        if (!exchange.json().flag("byo_key")) {
            return Optional.empty();
        }
        String key = exchange.headers()
                .first("X-Provider-Key")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new RefusedRequest(
                        Problem.of(Code.REQUEST_FIELD_MISSING, "With byo_key the header X-Provider-Key holds the key.")
                                .with("pointer", "/byo_key")));
        return Optional.of(SecretBytes.owning(key.getBytes(StandardCharsets.UTF_8)));
    }

    private static Answer whole(Exchange exchange, Beside<Invoked> call, Connection.Watch watch) {
        try {
            while (true) {
                switch (call.next()) {
                    case Beside.Piece.Text<Invoked> text -> {}
                    case Beside.Piece.Ended<Invoked>(Reply<Invoked> reply) -> {
                        return TOLD.answer(exchange, reply);
                    }
                    case Beside.Piece.Broke<Invoked> broke -> throw broke.failure();
                }
            }
        } finally {
            watch.end();
        }
    }

    /** A refusal before the first piece still has its own status; past it, it is an event. */
    private static Answer events(Exchange exchange, Beside<Invoked> call, Connection.Watch watch) {
        Beside.Piece<Invoked> first = call.next();
        if (first instanceof Beside.Piece.Broke<Invoked> broke) {
            watch.end();
            throw broke.failure();
        }
        if (first instanceof Beside.Piece.Ended<Invoked>(Reply.Refused<Invoked> refused)) {
            watch.end();
            return Problems.answer(refused.problem(), exchange.trace().traceId());
        }
        return Answer.events(events -> {
            try {
                Beside.Piece<Invoked> piece = first;
                while (piece instanceof Beside.Piece.Text<Invoked>(String text)) {
                    events.send("delta", Json.text(Json.object().put("text", text)));
                    piece = call.next();
                }
                last(exchange, piece, events);
            } catch (IOException e) {
                call.abandon();
                throw e;
            } finally {
                watch.end();
            }
        });
    }

    private static void last(Exchange exchange, Beside.Piece<Invoked> piece, EventSink events) throws IOException {
        String traceId = exchange.trace().traceId();
        switch (piece) {
            case Beside.Piece.Ended<Invoked>(Reply.Done<Invoked> done) ->
                events.send("done", Json.text(told(done.value())));
            case Beside.Piece.Ended<Invoked>(Reply.Refused<Invoked> refused) ->
                events.send("error", Json.text(Problems.json(refused.problem(), traceId)));
            case Beside.Piece.Broke<Invoked> broke ->
                events.send(
                        "error",
                        Json.text(Problems.json(
                                broke.failure() instanceof PortFailure failure
                                        ? Failures.problem(failure)
                                        : Failures.internal(),
                                traceId)));
            default -> throw new IllegalStateException("a stream ends with its reply");
        }
    }

    private static ObjectNode told(Invoked invoked) {
        ObjectNode json = Json.object();
        json.putObject("output").put("text", invoked.text());
        invoked.usage()
                .ifPresentOrElse(
                        usage -> json.putObject("usage")
                                .put("input_tokens", usage.inputTokens())
                                .put("output_tokens", usage.outputTokens()),
                        () -> json.putNull("usage"));
        json.put("trace_id", invoked.traceId());
        ArrayNode memories = json.putArray("memories");
        invoked.memories().forEach(memory -> memories.add(memory.toString()));
        return json.put("span_id", invoked.span().toString());
    }
}
