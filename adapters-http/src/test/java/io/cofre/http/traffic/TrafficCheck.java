package io.cofre.http.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.domain.Code;
import io.cofre.http.exchange.Head;
import io.cofre.http.exchange.Query;
import io.cofre.http.json.Json;
import io.cofre.http.openapi.OpenApi;
import io.cofre.http.openapi.Refusals;
import io.cofre.http.route.Route;
import io.cofre.http.route.Router;
import io.cofre.http.route.Router.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds requests and answers against the OpenAPI document of the routes, and remembers which status each route gave. A
 * request that was refused need not conform; an answer always must.
 */
public final class TrafficCheck {
    /** Of the whole run, whichever test saw it. */
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private static final Set<String> CODES = ConcurrentHashMap.newKeySet();

    private final OpenApiInteractionValidator validator;

    /** Of a document in which each item of a stream is an answer of its own. */
    private final OpenApiInteractionValidator items;

    public TrafficCheck(List<Route> routes) {
        ObjectNode document = OpenApi.document(routes, "0", "/");
        this.validator = validator(document);
        document.path("paths")
                .forEach(path ->
                        path.forEach(operation -> operation.path("responses").forEach(TrafficCheck::itemsAlone)));
        this.items = validator(document);
    }

    private static OpenApiInteractionValidator validator(ObjectNode document) {
        return OpenApiInteractionValidator.createForInlineApiSpecification(Json.text(document))
                .build();
    }

    private static void itemsAlone(JsonNode response) {
        for (String type : Streamed.TYPES) {
            JsonNode each = response.path("content").path(type).path("x-each");
            if (each.isObject()) {
                ((ObjectNode) response)
                        .putObject("content")
                        .putObject("application/json")
                        .set("schema", each);
                return;
            }
        }
    }

    /** Fails where the call was let in without conforming, or its answer is not a documented one. */
    public void check(Router router, Call call, Seen seen) {
        if (seen.header("Content-Type").equals("application/problem+json")) {
            CODES.add(seen.code());
        }
        if (!(router.match(call.method(), call.head().path()) instanceof Match.Found found)
                || call.method().equals("HEAD")) {
            return;
        }
        SEEN.add(pair(found.route(), seen.status()));
        Request.Method method = Request.Method.valueOf(call.method());
        SimpleResponse.Builder response = new SimpleResponse.Builder(seen.status());
        seen.headers().forEach(response::withHeader);
        if (!seen.body().isEmpty()) {
            response.withBody(seen.body());
        }
        List<ValidationReport.Message> messages = new ArrayList<>(validator
                .validateResponse(call.head().path(), method, response.build())
                .getMessages());
        if (seen.status() < 400) {
            messages.addAll(validator.validateRequest(request(method, call)).getMessages());
        }
        for (String item : Streamed.items(seen)) {
            CODES.add(Json.parse(item).path("code").asText());
            messages.addAll(items.validateResponse(
                            call.head().path(),
                            method,
                            new SimpleResponse.Builder(seen.status())
                                    .withHeader("Content-Type", "application/json")
                                    .withBody(item)
                                    .build())
                    .getMessages());
        }
        if (seen.header("Content-Type").equals("application/json")) {
            seen.json()
                    .path("results")
                    .forEach(result -> CODES.add(result.path("code").asText()));
        }
        assertThat(messages.stream()
                        .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                        .filter(message -> !nothingThere(call, seen, message.getKey()))
                        .map(message -> message.getKey() + ": " + message.getMessage())
                        .toList())
                .as("%s %s answered %s %s", call.method(), call.target(), seen.status(), seen.body())
                .isEmpty();
        if (seen.status() >= 400 && seen.header("Content-Type").equals("application/problem+json")) {
            assertThat(Refusals.of(found.route()).getOrDefault(seen.status(), List.of()))
                    .as("codes that %s says it refuses with", found.route().name())
                    .extracting(code -> code.wire())
                    .contains(seen.code());
        }
    }

    /** What the validator cannot know: an optional body that was left out, and a list of lines that has none. */
    private static boolean nothingThere(Call call, Seen seen, String key) {
        return switch (key) {
            case "validation.request.contentType.notAllowed" -> call.body().isEmpty();
            case "validation.response.body.missing" ->
                seen.header("Content-Type").equals("application/x-ndjson");
            default -> false;
        };
    }

    private static SimpleRequest request(Request.Method method, Call call) {
        Head head = call.head();
        SimpleRequest.Builder request = new SimpleRequest.Builder(method, head.path());
        head.headers().forEach(request::withHeader);
        head.query()
                .flatMap(Query::parameters)
                .orElse(List.of())
                .forEach(parameter -> request.withQueryParam(parameter.getKey(), parameter.getValue()));
        if (!call.body().isEmpty()) {
            request.withBody(call.body());
        }
        return request.build();
    }

    /** Pairs of route and status that the document promises and no test of this run produced. */
    public static Set<String> missing(List<Route> routes) {
        Set<String> missing = new TreeSet<>();
        for (Route route : routes) {
            route.gives().forEach(gives -> missing.add(pair(route, gives.status())));
            Refusals.of(route).keySet().forEach(status -> missing.add(pair(route, status)));
        }
        missing.removeAll(SEEN);
        return missing;
    }

    /** Codes of the table of errors that no test of this run produced. */
    public static Set<String> missingCodes() {
        Set<String> missing = new TreeSet<>();
        for (Code code : Code.values()) {
            missing.add(code.wire());
        }
        missing.removeAll(CODES);
        return missing;
    }

    private static String pair(Route route, int status) {
        return route.name() + " " + status;
    }
}
