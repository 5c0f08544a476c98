package io.cofre.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes one self-contained page of an OpenAPI document: no script, nothing from elsewhere. */
public final class DocsPage {
    private static final String HEAD = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cofre HTTP API</title>
            <meta name="viewport" content="width=device-width, initial-scale=1"><style>
            :root{--ink:#1c2330;--dim:#5b6678;--line:#dfe4ec;--paper:#fff;--tint:#f5f7fa;--go:#0b6e4f;--put:#1f4fa3;--no:#a32330}
            @media(prefers-color-scheme:dark){:root{--ink:#e4e8ef;--dim:#9aa5b8;--line:#2c3543;--paper:#11161e;--tint:#19202b;
            --go:#4cc39a;--put:#7fa9f5;--no:#f08a94}}
            *{box-sizing:border-box}body{margin:0;font:16px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper);
            display:grid;grid-template-columns:17rem minmax(0,1fr)}
            nav{position:sticky;top:0;height:100vh;overflow:auto;padding:1.5rem 1rem;border-right:1px solid var(--line);font-size:.85rem}
            nav h2{font-size:.75rem;text-transform:uppercase;letter-spacing:.06em;color:var(--dim);margin:1.2rem 0 .3rem}
            nav a{display:block;color:inherit;text-decoration:none;padding:.1rem 0;overflow-wrap:anywhere}nav a:hover{text-decoration:underline}
            main{padding:2rem clamp(1rem,4vw,3rem);max-width:62rem}h1{margin:0 0 .5rem}section{border-top:1px solid var(--line);padding:1.2rem 0}
            h3{margin:.2rem 0;font:600 1rem ui-monospace,monospace;overflow-wrap:anywhere}h4{margin:1rem 0 .3rem;font-size:.8rem;color:var(--dim)}
            b.m{display:inline-block;min-width:3.4rem;color:var(--go)}b.post,b.delete{color:var(--put)}
            table{border-collapse:collapse;width:100%;font-size:.88rem}td,th{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line)}
            code{font:.86em ui-monospace,monospace;background:var(--tint);padding:.05rem .25rem;border-radius:3px;overflow-wrap:anywhere}
            .bad{color:var(--no)}.dim{color:var(--dim)}tr:target{background:var(--tint)}
            @media(max-width:50rem){body{display:block}nav{position:static;height:auto;border-right:0;border-bottom:1px solid var(--line)}}
            </style></head><body>""";

    private final JsonNode document;
    private final StringBuilder page = new StringBuilder(HEAD);

    private DocsPage(JsonNode document) {
        this.document = document;
    }

    public static String of(JsonNode document) {
        return new DocsPage(document).make();
    }

    private String make() {
        Map<String, List<Operation>> groups = groups();
        page.append("<nav><strong>Cofre</strong>");
        groups.forEach((tag, operations) -> {
            page.append("<h2>").append(escape(tag)).append("</h2>");
            operations.forEach(operation -> page.append("<a href=\"#")
                    .append(escape(operation.json().path("operationId").asText()))
                    .append("\"><span class=dim>")
                    .append(escape(operation.method().toUpperCase(Locale.ROOT)))
                    .append("</span> ")
                    .append(escape(operation.path()))
                    .append("</a>"));
        });
        page.append("<h2>Errors</h2><a href=\"#errors\">All codes</a></nav><main><h1>Cofre HTTP API</h1><p>")
                .append(prose(document.path("info").path("description").asText()))
                .append("</p><p class=dim>Version ")
                .append(escape(document.path("info").path("version").asText()))
                .append(". The same for programs: <a href=\"/openapi\">/openapi</a>.</p>");
        groups.forEach((tag, operations) -> {
            page.append("<h2>").append(escape(tag)).append("</h2>");
            operations.forEach(this::operation);
        });
        errors();
        return page.append("</main></body></html>").toString();
    }

    private record Operation(String method, String path, JsonNode json) {}

    private Map<String, List<Operation>> groups() {
        Map<String, List<Operation>> groups = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                groups.computeIfAbsent(method.getValue().path("tags").path(0).asText(), tag -> new ArrayList<>())
                        .add(new Operation(method.getKey(), path.getKey(), method.getValue()));
            }
        }
        return groups;
    }

    private void operation(Operation operation) {
        JsonNode json = operation.json();
        page.append("<section id=\"")
                .append(escape(json.path("operationId").asText()))
                .append("\"><h3><b class=\"m ")
                .append(operation.method())
                .append("\">")
                .append(operation.method().toUpperCase(Locale.ROOT))
                .append("</b>")
                .append(escape(operation.path()))
                .append("</h3><div>")
                .append(prose(json.path("summary").asText()))
                .append(". <span class=dim>")
                .append(prose(json.path("description").asText()))
                .append("</span></div>");
        parameters(json.path("parameters"));
        json.path("requestBody").path("content").properties().forEach(media -> {
            page.append("<h4>Body, ").append(escape(media.getKey())).append("</h4>");
            shape(
                    media.getValue().has("x-each")
                            ? media.getValue().path("x-each")
                            : media.getValue().path("schema"));
        });
        json.path("responses").properties().forEach(response -> response(response.getKey(), response.getValue()));
        page.append("</section>");
    }

    private void parameters(JsonNode parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        page.append("<h4>Parameters</h4><table>");
        for (JsonNode parameter : parameters) {
            row(
                    parameter.path("name").asText(),
                    parameter.path("in").asText() + ", " + type(parameter.path("schema")),
                    parameter.path("required").asBoolean(),
                    parameter.path("description").asText());
        }
        page.append("</table>");
    }

    private void response(String status, JsonNode response) {
        boolean refusal = response.has("x-codes");
        page.append("<h4")
                .append(refusal ? " class=bad>" : ">")
                .append(escape(status))
                .append(" ");
        if (refusal) {
            List<String> links = new ArrayList<>();
            response.path("x-codes")
                    .forEach(code -> links.add(
                            "<a class=bad href=\"#" + escape(code.asText()) + "\">" + escape(code.asText()) + "</a>"));
            page.append(String.join(", ", links)).append("</h4>");
            return;
        }
        page.append(escape(response.path("description").asText())).append("</h4>");
        response.path("content")
                .properties()
                .forEach(media -> shape(
                        media.getValue().has("x-each")
                                ? media.getValue().path("x-each")
                                : media.getValue().path("schema")));
    }

    private void shape(JsonNode schema) {
        JsonNode resolved = resolve(schema);
        if (resolved.path("properties").isEmpty()) {
            page.append("<code>").append(escape(type(schema))).append("</code>");
            return;
        }
        page.append("<table>");
        List<String> required = new ArrayList<>();
        resolved.path("required").forEach(name -> required.add(name.asText()));
        resolved.path("properties")
                .properties()
                .forEach(property -> row(
                        property.getKey(),
                        type(property.getValue()),
                        required.contains(property.getKey()),
                        property.getValue().path("description").asText()));
        page.append("</table>");
    }

    private void row(String name, String type, boolean required, String description) {
        page.append("<tr><td><code>")
                .append(escape(name))
                .append("</code></td><td class=dim>")
                .append(escape(type))
                .append(required ? "" : ", optional")
                .append("</td><td>")
                .append(prose(description))
                .append("</td></tr>");
    }

    private String type(JsonNode schema) {
        JsonNode at = resolve(schema);
        if (at.has("anyOf")) {
            List<String> shapes = new ArrayList<>();
            at.path("anyOf").forEach(shape -> shapes.add(type(shape)));
            return String.join(" or ", shapes);
        }
        if (at.has("enum")) {
            List<String> values = new ArrayList<>();
            at.path("enum").forEach(value -> values.add(value.asText()));
            return String.join(" | ", values);
        }
        List<String> types = new ArrayList<>();
        (at.path("type").isArray() ? at.path("type") : List.of(at.path("type")))
                .forEach(each -> types.add(each.asText()));
        String text = String.join(" or ", types);
        if (text.equals("array")) {
            return "list of " + type(at.path("items"));
        }
        if (text.equals("object") && !at.path("properties").isEmpty()) {
            List<String> names = new ArrayList<>();
            at.path("properties").fieldNames().forEachRemaining(names::add);
            return "{" + String.join(", ", names) + "}";
        }
        return text.isEmpty() ? "any JSON" : text;
    }

    private JsonNode resolve(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.startsWith("#") ? document.at(reference.substring(1)) : schema;
    }

    private void errors() {
        page.append("<h2 id=errors>Errors</h2><p>Each is <code>application/problem+json</code>.</p><table>");
        for (JsonNode error : document.path("x-errors")) {
            String code = escape(error.path("code").asText());
            page.append("<tr id=\"")
                    .append(code)
                    .append("\"><td><code>")
                    .append(code)
                    .append("</code></td><td>")
                    .append(error.path("status").asInt())
                    .append("</td><td>")
                    .append(escape(error.path("title").asText()))
                    .append("</td></tr>");
        }
        page.append("</table>");
    }

    /** Text in which back quotes mark code. */
    private static String prose(String text) {
        return escape(text).replaceAll("`([^`]*)`", "<code>$1</code>");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
