package io.cofre.http.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.domain.Code;
import io.cofre.domain.Cofre;
import io.cofre.domain.Problem;
import io.cofre.domain.Reply;
import io.cofre.domain.auth.Requirement;
import io.cofre.domain.ledger.Drafts;
import io.cofre.domain.memory.MemoryRules;
import io.cofre.domain.usecase.AddMemory;
import io.cofre.domain.usecase.FetchPrompt;
import io.cofre.domain.usecase.ForgetMemory;
import io.cofre.domain.usecase.SearchMemory;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.json.Fields;
import io.cofre.http.json.Json;
import io.cofre.http.json.Schema;
import io.cofre.http.problem.Problems;
import io.cofre.http.route.Route;
import io.cofre.ports.memory.Memories;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.SpanId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Memories and prompts (spec 04). */
public final class CliRoutes {
    private static final String TAG = "Memory and prompts";
    private static final Schema.Enumerated LAYER = Schema.oneOf("session", "temporary", "permanent", "shared");
    private static final Schema.Arr TAGS = Schema.array(Schema.text(100), MemoryRules.MAX_TAGS);
    /** Past what the domain takes, so that its own refusal names the limit. */
    private static final Schema.Str CONTENT = Schema.anyText(1 << 20);

    private static final Schema.Str QUERY = Schema.anyText(1 << 16);
    private static final Telling<AddMemory.Added> ADDED = Telling.withPosition(
            200,
            added -> Json.object()
                    .put("memory_id", added.memory().toString())
                    .put("span_id", added.memory().toString())
                    .put("payload_hash", added.payloadHash().value()));
    private static final Telling<ForgetMemory.Forgotten> FORGOTTEN = Telling.of(
            200, forgotten -> Json.object().put("span_id", forgotten.span().toString()));
    private static final Telling<FetchPrompt.Fetched> FETCHED = Telling.of(200, CliRoutes::fetched);

    private final Cofre.Desk desk;

    public CliRoutes(Cofre.Desk desk) {
        this.desk = desk;
    }

    public List<Route> routes() {
        return List.of(add(), search(), forget(), fetch());
    }

    private Route add() {
        return Route.post("/cli/memory.add")
                .need(Requirement.of("memory.add"))
                .says(TAG, "Remembers something, found by the very next search")
                .takes(Schema.object()
                        .with("content", CONTENT, "what to remember")
                        .maybe("tags", Schema.array(Schema.anyText(1000), 1000), "at most 100")
                        .maybe("layer", LAYER, "session where nothing is said")
                        .maybe("type", Schema.anyText(100), "note where nothing is said")
                        .maybe(
                                "sensitivity",
                                Schema.oneOf("public", "internal", "secret", "pii"),
                                "internal where nothing is said; secret is found by its id alone")
                        .maybe("session_id", Schema.anyText(200), "of the session it belongs to")
                        .maybe("ttl_hours", Schema.whole(1, Integer.MAX_VALUE), "the layer's own time otherwise"))
                .gives(
                        200,
                        Schema.object()
                                .with("memory_id", Schema.uuid(), "")
                                .with("span_id", Schema.uuid(), "")
                                .with("payload_hash", Shapes.HASH, "")
                                .with("position", Shapes.POSITION, ""),
                        "It is remembered")
                .refuses(
                        Code.WALLET_UNKNOWN,
                        Code.WALLET_KID_UNKNOWN,
                        Code.WALLET_KEY_INACTIVE,
                        Code.WALLET_CAP_MISSING,
                        Code.LEDGER_UNWRITABLE,
                        Code.LEDGER_CONTENDED)
                .once(ADDED.replay())
                .to(exchange -> ADDED.answer(
                        exchange,
                        desk.addMemory().add(exchange.principal(), wish(exchange.json()), ADDED.once(exchange))));
    }

    private static MemoryRules.Wish wish(Fields json) {
        return new MemoryRules.Wish(
                json.text("content"),
                json.maybeTexts("tags").orElse(List.of()),
                json.maybeText("layer")
                        .map(layer -> Asked.constant(MemoryEntry.Layer.class, layer))
                        .orElse(MemoryEntry.Layer.SESSION),
                json.maybeText("type").orElse("note"),
                json.maybeText("sensitivity")
                        .map(sensitivity -> Asked.constant(MemoryEntry.Sensitivity.class, sensitivity))
                        .orElse(MemoryEntry.Sensitivity.INTERNAL),
                json.maybeText("session_id"),
                Asked.body(json).maybeInt("ttl_hours"));
    }

    private Route search() {
        return Route.post("/cli/memory.search")
                .need(Requirement.of("memory.search"))
                .says(
                        TAG,
                        "Finds memories: words, their stems, typing errors and tags; a memory's id finds that one alone,"
                                + " secret or not")
                .takes(Schema.object()
                        .with(
                                "query",
                                QUERY,
                                "up to 1,000 characters, any of them; where they are the id of a memory that the caller"
                                        + " may read, in lower case, that memory is the answer")
                        .maybe("limit", Schema.whole(1, MemoryRules.MAX_LIMIT), "10 where nothing is said")
                        .maybe("layer", LAYER, "only of this one")
                        .maybe("tags", TAGS, "only with all of them")
                        .maybe("session_id", Schema.anyText(200), "only of this session")
                        .maybe("include_shared", Schema.bool(), "the tenant's shared ones too"))
                .gives(
                        200,
                        Schema.object()
                                .with(
                                        "results",
                                        Schema.array(
                                                Schema.object()
                                                        .with("memory_id", Schema.uuid(), "")
                                                        .with("content", Schema.anyText(1 << 20), "")
                                                        .with("tags", TAGS, "")
                                                        .with("layer", LAYER, "")
                                                        .with(
                                                                "score",
                                                                Schema.number(0, Double.MAX_VALUE),
                                                                "higher is better, inside one answer")
                                                        .with("at", Schema.time(), ""),
                                                MemoryRules.MAX_LIMIT),
                                        "best first"),
                        "What was found")
                .to(this::search);
    }

    private Answer search(Exchange exchange) {
        Fields json = exchange.json();
        SearchMemory.Request request = new SearchMemory.Request(
                json.text("query"),
                Asked.body(json).maybeInt("limit").orElse(MemoryRules.DEFAULT_LIMIT),
                json.maybeText("layer").map(layer -> Asked.constant(MemoryEntry.Layer.class, layer)),
                json.maybeTexts("tags").orElse(List.of()),
                json.maybeText("session_id"),
                json.flag("include_shared"));
        return switch (desk.searchMemory().search(exchange.principal(), request)) {
            case Reply.Refused<List<Memories.Hit>>(Problem problem) ->
                Problems.answer(problem, exchange.trace().traceId());
            case Reply.Done<List<Memories.Hit>> done -> Answer.json(200, hits(done.value()));
            case Reply.Repeated<List<Memories.Hit>> repeated ->
                throw new IllegalStateException("a search is not repeated");
        };
    }

    private static ObjectNode hits(List<Memories.Hit> hits) {
        ObjectNode json = Json.object();
        ArrayNode results = json.putArray("results");
        for (Memories.Hit hit : hits) {
            ObjectNode result =
                    results.addObject().put("memory_id", hit.id().toString()).put("content", hit.text());
            result.set("tags", Json.texts(hit.tags()));
            result.put("layer", hit.layer().wire()).put("score", hit.score()).put("at", Drafts.time(hit.at()));
        }
        return json;
    }

    private Route forget() {
        return Route.post("/cli/memory.forget")
                .need(Requirement.of("memory.forget"))
                .says(TAG, "Forgets a memory: its key is destroyed, and nobody reads it again")
                .takes(Schema.object().with("memory_id", Schema.text(36), "which"))
                .gives(200, Schema.object().with("span_id", Schema.uuid(), "the span that tells of it"), "Forgotten")
                .refuses(Code.MEMORY_UNKNOWN, Code.LEDGER_CONTENDED)
                .once(FORGOTTEN.replay())
                .to(exchange -> FORGOTTEN.answer(
                        exchange,
                        desk.forgetMemory()
                                .forget(
                                        exchange.principal(),
                                        Asked.body(exchange.json()).need("memory_id", SpanId::parse),
                                        FORGOTTEN.once(exchange))));
    }

    private Route fetch() {
        return Route.post("/cli/prompt.fetch")
                .need(Requirement.of("prompt.fetch"))
                .says(TAG, "Renders the newest version of a prompt")
                .takes(Schema.object()
                        .with("prompt_id", Schema.text(36), "which")
                        .with("vars", Schema.map(Schema.anyText(1 << 20), 1000), "values by name"))
                .gives(
                        200,
                        Schema.object()
                                .with("prompt_id", Schema.uuid(), "")
                                .with("seq", Schema.whole(0, Long.MAX_VALUE), "the version")
                                .with("text", Schema.anyText(16 << 20), "the rendered text")
                                .with("compiled_hash", Shapes.HASH, "of its UTF-8 bytes")
                                .with("vars_used", Schema.array(Schema.text(1000), 1000), ""),
                        "The prompt")
                .refuses(
                        Code.PROMPT_UNKNOWN,
                        Code.PROMPT_MALFORMED,
                        Code.PROMPT_BLOCK_UNKNOWN,
                        Code.PROMPT_VARIABLE_MISSING,
                        Code.PROMPT_VARIABLE_UNDECLARED)
                .to(exchange -> {
                    Map<String, String> values = new TreeMap<>(exchange.json().textMap("vars"));
                    return FETCHED.answer(
                            exchange,
                            desk.fetchPrompt()
                                    .fetch(
                                            exchange.principal(),
                                            Asked.body(exchange.json()).need("prompt_id", SpanId::parse),
                                            values));
                });
    }

    private static ObjectNode fetched(FetchPrompt.Fetched fetched) {
        ObjectNode json = Json.object()
                .put("prompt_id", fetched.prompt().toString())
                .put("seq", fetched.seq())
                .put("text", fetched.text())
                .put("compiled_hash", fetched.compiledHash().value());
        json.set("vars_used", Json.texts(fetched.used()));
        return json;
    }
}
