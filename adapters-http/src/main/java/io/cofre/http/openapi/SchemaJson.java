package io.cofre.http.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.http.json.Json;
import io.cofre.http.json.Schema;
import io.cofre.http.json.Schema.Property;
import java.util.Map;
import java.util.TreeMap;

/** Writes shapes as JSON Schema (2020-12); named ones go to the document's components. */
final class SchemaJson {
    private final Map<String, ObjectNode> components = new TreeMap<>();
    private final Map<String, Schema> named = new TreeMap<>();

    Map<String, ObjectNode> components() {
        return components;
    }

    ObjectNode of(Schema schema) {
        return switch (schema) {
            case Schema.Obj object -> object(object);
            case Schema.Arr array -> {
                ObjectNode json = Json.object().put("type", "array").put("maxItems", array.max());
                json.set("items", of(array.items()));
                yield json;
            }
            case Schema.Str text -> text(text);
            case Schema.Enumerated names -> {
                ObjectNode json = Json.object().put("type", "string");
                json.set("enum", Json.texts(names.values()));
                yield json;
            }
            case Schema.Int bounds -> bounds(bounds);
            case Schema.Num bounds ->
                Json.object().put("type", "number").put("minimum", bounds.min()).put("maximum", bounds.max());
            case Schema.Bool bool -> Json.object().put("type", "boolean");
            case Schema.MapOf map -> {
                ObjectNode json = Json.object().put("type", "object").put("maxProperties", map.max());
                json.set("additionalProperties", of(map.values()));
                yield json;
            }
            case Schema.Any any -> Json.object();
            case Schema.OrNull maybe -> orNull(maybe.schema());
            case Schema.OneOf shapes -> {
                ArrayNode several = Json.array();
                shapes.shapes().forEach(shape -> several.add(of(shape)));
                ObjectNode json = Json.object();
                json.set("anyOf", several);
                yield json;
            }
            case Schema.Raw raw -> of(raw.shown());
            case Schema.Named shape -> named(shape);
            case Schema.Reference shape -> reference(shape.name());
        };
    }

    private ObjectNode object(Schema.Obj object) {
        ObjectNode properties = Json.object();
        ArrayNode required = Json.array();
        for (Property property : object.properties()) {
            ObjectNode json = of(property.schema());
            if (!property.description().isEmpty()) {
                json.put("description", property.description());
            }
            properties.set(property.name(), json);
            if (property.required()) {
                required.add(property.name());
            }
        }
        ObjectNode json = Json.object().put("type", "object").put("additionalProperties", false);
        json.set("properties", properties);
        if (!required.isEmpty()) {
            json.set("required", required);
        }
        return json;
    }

    private static ObjectNode text(Schema.Str text) {
        ObjectNode json = Json.object().put("type", "string");
        if (text.min() > 0) {
            json.put("minLength", text.min());
        }
        json.put("maxLength", text.max());
        if (!text.pattern().isEmpty()) {
            json.put("pattern", text.pattern());
        }
        if (!text.format().isEmpty()) {
            json.put("format", text.format());
        }
        return json;
    }

    private static ObjectNode bounds(Schema.Int bounds) {
        ObjectNode json = Json.object().put("type", "integer").put("minimum", bounds.min());
        if (bounds.max() != Long.MAX_VALUE) {
            json.put("maximum", bounds.max());
        }
        // Without it a validator may read epoch milliseconds into 32 bits.
        return json.put("format", "int64");
    }

    private ObjectNode orNull(Schema schema) {
        ObjectNode json = of(schema);
        if (json.has("type") && !json.has("enum")) {
            json.set("type", Json.array().add(json.get("type").asText()).add("null"));
            return json;
        }
        ObjectNode either = Json.object();
        either.set("anyOf", Json.array().add(json).add(Json.object().put("type", "null")));
        return either;
    }

    private ObjectNode named(Schema.Named shape) {
        Schema before = named.put(shape.name(), shape.schema());
        if (before == null) {
            components.put(shape.name(), of(shape.schema()));
        } else if (!before.equals(shape.schema())) {
            throw new IllegalStateException("two shapes are named " + shape.name());
        }
        return reference(shape.name());
    }

    private static ObjectNode reference(String name) {
        return Json.object().put("$ref", "#/components/schemas/" + name);
    }
}
