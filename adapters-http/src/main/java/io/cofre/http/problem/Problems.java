package io.cofre.http.problem;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.BadBody;
import io.cofre.http.json.Json;
import io.cofre.http.json.JsonFault;
import io.cofre.ports.span.SpanVersion;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes refusals as {@code application/problem+json} (RFC 9457). */
public final class Problems {
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final Set<String> STANDARD =
            Set.of("type", "title", "status", "detail", "code", "trace_id", "instance");

    /** What a problem may hold besides, with what it says; the document's shape names no others. */
    public static final Map<String, String> MEMBERS = Collections.unmodifiableMap(new TreeMap<>(Map.ofEntries(
            Map.entry("pointer", "Where in the body, or in the span, the fault is (RFC 6901)"),
            Map.entry("parameter", "Which parameter of the query is at fault"),
            Map.entry("scope", "Which scope is missing or cannot be given"),
            Map.entry("variables", "Which variables of the prompt"),
            Map.entry("block", "Which of the blocks that the prompt names"),
            Map.entry("token_hashes", "Which keys match"),
            Map.entry("limit", "How many requests a minute the key may make"),
            Map.entry("provider_request_id", "What the provider names the call"),
            Map.entry("retry_after_seconds", "When the provider may be asked again"),
            Map.entry("token_hash", "Of the key that was made the first time"),
            Map.entry("token_last4", "Of the key that was made the first time"),
            Map.entry("exp", "When the key or session that was made the first time ends"))));

    /** Lists spans; the document's shape names it beside {@link #MEMBERS}. */
    public static final String SPANS = "spans";

    private static final String SCHEMES = "ApiKey realm=\"cofre\", WalletSession realm=\"cofre\"";

    private Problems() {}

    public static Answer answer(Problem problem, String traceId) {
        Answer answer = Answer.bytes(
                        ErrorTable.status(problem.code()), CONTENT_TYPE, Json.bytes(json(problem, traceId)))
                .refusing(problem.code());
        return switch (problem.code()) {
            case PROVIDER_RATE_LIMITED -> limited(problem, answer);
            case AUTH_BUSY ->
                answer.with("Retry-After", "1")
                        .with("RateLimit", "\"unknown-credentials\";r=0;t=1")
                        .with("RateLimit-Policy", "\"unknown-credentials\";q=1;w=60");
            default -> answer.status() == 401 ? answer.with("WWW-Authenticate", SCHEMES) : answer;
        };
    }

    private static Answer limited(Problem problem, Answer answer) {
        String after = problem.members().get("retry_after_seconds") instanceof Problem.Member.Text(String seconds)
                ? seconds
                : "1";
        return answer.with("Retry-After", after)
                .with("RateLimit", "\"provider\";r=0;t=" + after)
                .with("RateLimit-Policy", "\"provider\";q=1");
    }

    public static ObjectNode json(Problem problem, String traceId) {
        ErrorTable.Row row = ErrorTable.row(problem.code());
        ObjectNode json = Json.object()
                .put("type", type(problem.code()))
                .put("title", row.title())
                .put("status", row.status())
                .put("detail", problem.detail())
                .put("code", problem.code().wire())
                .put("trace_id", traceId);
        problem.members().forEach((name, member) -> {
            if (STANDARD.contains(name)) {
                throw new IllegalArgumentException("a problem's member may not replace " + name);
            }
            switch (member) {
                case Problem.Member.Text(String value) -> json.put(name, value);
                case Problem.Member.Texts texts -> json.set(name, Json.texts(texts.values()));
                case Problem.Member.Versions versions -> json.set(name, versions(versions.values()));
            }
        });
        return json;
    }

    private static ArrayNode versions(List<SpanVersion> versions) {
        ArrayNode array = Json.array();
        versions.forEach(version ->
                array.add(Json.object().put("id", version.id().toString()).put("seq", version.seq())));
        return array;
    }

    /** A place in the service's own page where the code is explained. */
    public static String type(Code code) {
        return "/docs#" + code.wire();
    }

    /** What its caller is told of a body that did not come as it should. */
    public static Problem of(BadBody.Fault fault) {
        return switch (fault) {
            case TOO_SLOW ->
                Problem.of(
                        Code.REQUEST_TIMEOUT,
                        "The body came slower than it is waited for; nothing was done. Send it again.");
            case CUT_OFF -> Problem.of(Code.REQUEST_MALFORMED, "The body ended before its end.");
            case MALFORMED -> Problem.of(Code.REQUEST_MALFORMED, "The body's chunks are not as RFC 9112 has them.");
        };
    }

    /** The fault's place is a parameter of the query. */
    public static Problem ofQuery(JsonFault fault) {
        Problem problem = of(fault);
        return Problem.of(problem.code(), "In the query: " + problem.detail())
                .with("parameter", fault.pointer().substring(1));
    }

    /** Where the fault's place goes into the member {@code pointer}. */
    public static Problem of(JsonFault fault) {
        Code code = switch (fault.kind()) {
            case MALFORMED -> Code.REQUEST_MALFORMED;
            case UNKNOWN_FIELD -> Code.REQUEST_UNKNOWN_FIELD;
            case FIELD_MISSING -> Code.REQUEST_FIELD_MISSING;
            case TOO_DEEP -> Code.REQUEST_TOO_DEEP;
        };
        return Problem.of(code, fault.detail()).with("pointer", fault.pointer());
    }
}
