package io.cofre.http.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.domain.Code;
import io.cofre.domain.auth.Requirement;
import io.cofre.http.json.Json;
import io.cofre.http.json.Schema;
import io.cofre.http.json.Schema.Property;
import io.cofre.http.problem.ErrorTable;
import io.cofre.http.problem.Problems;
import io.cofre.http.route.Route;
import io.cofre.http.route.Route.Gives;
import io.cofre.http.route.Route.Takes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes the OpenAPI 3.1 document of some routes, the table of errors with it. */
public final class OpenApi {
    private static final String ABOUT = "A self-hosted credential wallet, signed ledger and metered AI gateway. "
            + "Errors are problem+json (RFC 9457); `code` is stable. The table of all codes is under `x-errors`.";

    private final SchemaJson schemas = new SchemaJson();

    private OpenApi() {}

    /**
     * The document.
     *
     * @param version of the service
     * @param server its public address
     */
    public static ObjectNode document(List<Route> routes, String version, String server) {
        return new OpenApi().make(routes, version, server);
    }

    private ObjectNode make(List<Route> routes, String version, String server) {
        ObjectNode document = Json.object().put("openapi", "3.1.0");
        document.set(
                "info",
                Json.object().put("title", "Cofre").put("version", version).put("description", ABOUT));
        document.set("servers", Json.array().add(Json.object().put("url", server)));
        ArrayNode tags = Json.array();
        Set<String> names = new LinkedHashSet<>();
        routes.forEach(route -> names.add(route.tag()));
        names.forEach(name -> tags.add(Json.object().put("name", name)));
        document.set("tags", tags);
        ObjectNode paths = Json.object();
        for (Route route : routes) {
            paths.withObjectProperty(route.path().toString())
                    .set(route.method().name().toLowerCase(Locale.ROOT), operation(route));
        }
        document.set("paths", paths);
        ObjectNode components = Json.object();
        ObjectNode shapes = components.putObject("schemas");
        shapes.set("Problem", problem());
        schemas.components().forEach(shapes::set);
        components.set("securitySchemes", securitySchemes());
        document.set("components", components);
        document.set("x-errors", errors());
        return document;
    }

    private ObjectNode operation(Route route) {
        ObjectNode operation = Json.object()
                .put("operationId", operationId(route))
                .put("summary", route.summary())
                .put("description", "Needs " + need(route.need()) + ".");
        operation.set("tags", Json.array().add(route.tag()));
        operation.set("security", security(route.need()));
        ArrayNode parameters = Json.array();
        for (String name : route.path().parameters()) {
            ObjectNode parameter =
                    Json.object().put("name", name).put("in", "path").put("required", true);
            parameter.set("schema", Json.object().put("type", "string"));
            parameters.add(parameter);
        }
        for (Property property : route.query().properties()) {
            parameters.add(parameter(property, "query"));
        }
        headers(route).forEach(header -> parameters.add(parameter(header, "header")));
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        body(route.takes(), operation);
        operation.set("responses", responses(route));
        return operation;
    }

    private static List<Property> headers(Route route) {
        List<Property> headers = new ArrayList<>(route.headers());
        if (!(route.need() instanceof Requirement.Open)) {
            headers.add(new Property(
                    "X-Tenant-Id",
                    Schema.text(200),
                    false,
                    "Refused with 403 where it is not the credential's tenant"));
            headers.add(new Property(
                    "X-User-Id",
                    Schema.text(100).pattern("^[A-Za-z0-9:._@-]{1,100}$"),
                    false,
                    "For whom the caller says it acts: claimed_user in the metadata of spans; grants nothing"));
        }
        if (!(route.repeats() instanceof Route.Repeats.Unsupported)) {
            headers.add(new Property(
                    "Idempotency-Key",
                    Schema.text(255).pattern("^[!-~]{1,255}$"),
                    false,
                    "A repeat within 24 hours is answered as the first time"));
        }
        return headers;
    }

    private ObjectNode parameter(Property property, String in) {
        ObjectNode parameter = Json.object()
                .put("name", property.name())
                .put("in", in)
                .put("required", property.required())
                .put("description", property.description());
        parameter.set("schema", schemas.of(property.schema()));
        return parameter;
    }

    private void body(Takes takes, ObjectNode operation) {
        switch (takes) {
            case Takes.Nothing() -> {}
            case Takes.Json json -> {
                ObjectNode body = operation.putObject("requestBody").put("required", !json.optional());
                content(body, "application/json", schemas.of(json.schema()));
            }
            case Takes.RawJson raw -> {
                ObjectNode body = operation.putObject("requestBody").put("required", true);
                content(body, "application/json", schemas.of(raw.shown()));
            }
            case Takes.JsonOrLines either -> {
                ObjectNode body = operation.putObject("requestBody").put("required", true);
                content(body, "application/json", schemas.of(either.json().schema()));
                lines(body, "application/x-ndjson", either.line());
            }
        }
    }

    private ObjectNode responses(Route route) {
        ObjectNode responses = Json.object();
        for (Gives gives : route.gives()) {
            ObjectNode response = responses
                    .withObjectProperty(String.valueOf(gives.status()))
                    .put("description", gives.description());
            gives.schema().ifPresent(schema -> {
                if (gives.contentType().equals("application/json")) {
                    content(response, gives.contentType(), schemas.of(schema));
                } else {
                    lines(response, gives.contentType(), schema);
                }
            });
        }
        Refusals.of(route).forEach((status, codes) -> {
            ObjectNode response = responses
                    .putObject(String.valueOf(status))
                    .put("description", ErrorTable.row(codes.getFirst()).title());
            response.set("x-codes", Json.texts(codes.stream().map(Code::wire).toList()));
            content(response, Problems.CONTENT_TYPE, Json.object().put("$ref", "#/components/schemas/Problem"));
        });
        return responses;
    }

    private static void content(ObjectNode holder, String type, ObjectNode schema) {
        holder.withObjectProperty("content").putObject(type).set("schema", schema);
    }

    /** Text of many JSON values: the validator sees a text, the reader of the document each value's shape. */
    private void lines(ObjectNode holder, String type, Schema each) {
        ObjectNode media = holder.withObjectProperty("content").putObject(type);
        media.set("schema", Json.object().put("type", "string"));
        media.set("x-each", schemas.of(each));
    }

    private static String operationId(Route route) {
        StringBuilder id = new StringBuilder(route.method().name().toLowerCase(Locale.ROOT));
        for (String word : route.path().toString().split("[^A-Za-z0-9]+", -1)) {
            if (!word.isEmpty()) {
                id.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        return id.toString();
    }

    static String need(Requirement need) {
        return switch (need) {
            case Requirement.Open() -> "no credential";
            case Requirement.Authenticated() -> "any good credential";
            case Requirement.Invocation ignored -> "the scope `provider.invoke:<provider>/<model>`";
            case Requirement.AnyOf any ->
                "the scope "
                        + String.join(
                                " or ",
                                any.needs().stream()
                                        .map(each -> "`" + each + "`")
                                        .toList());
            case Requirement.Administrator() -> "the scope `tenant.admin` or `platform.admin`";
            case Requirement.PlatformAdministrator() -> "the scope `platform.admin`";
        };
    }

    private static ArrayNode security(Requirement need) {
        ArrayNode security = Json.array();
        if (!(need instanceof Requirement.Open)) {
            for (String scheme : List.of("apiKey", "walletSession")) {
                ObjectNode one = Json.object();
                one.set(scheme, Json.array());
                security.add(one);
            }
        }
        return security;
    }

    private static ObjectNode securitySchemes() {
        ObjectNode schemes = Json.object();
        schemes.set("apiKey", scheme("Authorization: ApiKey tok_…"));
        schemes.set("walletSession", scheme("Authorization: WalletSession wss_…"));
        return schemes;
    }

    private static ObjectNode scheme(String description) {
        return Json.object()
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "Authorization")
                .put("description", description);
    }

    private static ObjectNode problem() {
        ObjectNode problem = Json.object().put("type", "object");
        ObjectNode properties = problem.putObject("properties");
        Map.of(
                        "type", "Where the code is explained",
                        "title", "The same for each problem of the code",
                        "detail", "What was wrong here, and what to do",
                        "code", "Stable, for programs",
                        "trace_id", "This request's trace")
                .forEach((name, description) ->
                        properties.putObject(name).put("type", "string").put("description", description));
        properties.putObject("status").put("type", "integer").put("format", "int32");
        problem.set("required", Json.texts(List.of("type", "title", "status", "detail", "code", "trace_id")));
        Problems.MEMBERS.forEach((name, description) -> {
            ObjectNode texts = Json.object().put("type", "array");
            texts.set("items", Json.object().put("type", "string"));
            ObjectNode either = properties.putObject(name).put("description", description);
            either.set(
                    "anyOf",
                    Json.array().add(Json.object().put("type", "string")).add(texts));
        });
        properties.set(Problems.SPANS, spans());
        problem.put("additionalProperties", false);
        return problem;
    }

    private static ObjectNode spans() {
        ObjectNode version = Json.object().put("type", "object");
        ObjectNode members = version.putObject("properties");
        members.putObject("id").put("type", "string").put("format", "uuid");
        members.putObject("seq").put("type", "integer").put("format", "int64").put("minimum", 0);
        version.set("required", Json.texts(List.of("id", "seq")));
        version.put("additionalProperties", false);
        ObjectNode spans = Json.object()
                .put("type", "array")
                .put("description", "The spans of which it is not known whether they were written");
        spans.set("items", version);
        return spans;
    }

    private static ArrayNode errors() {
        ArrayNode errors = Json.array();
        for (Code code : Code.values()) {
            ErrorTable.Row row = ErrorTable.row(code);
            errors.add(Json.object()
                    .put("code", code.wire())
                    .put("status", row.status())
                    .put("title", row.title()));
        }
        return errors;
    }
}
