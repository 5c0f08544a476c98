package io.cofre.http.json;

import io.cofre.http.json.Node.Decimal;
import io.cofre.http.json.Node.Items;
import io.cofre.http.json.Node.Member;
import io.cofre.http.json.Node.Members;
import io.cofre.http.json.Node.Text;
import io.cofre.http.json.Node.Truth;
import io.cofre.http.json.Node.Whole;
import io.cofre.http.json.Schema.Property;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the first fault of a tree: in each object unknown members first, then missing ones, then their values. */
final class SchemaCheck {
    private SchemaCheck() {}

    static Optional<JsonFault> check(Node node, Schema schema, Pointer at) {
        return switch (schema) {
            case Schema.Obj object ->
                node instanceof Members members ? object(members, object, at) : wrong(node, "an object", at);
            case Schema.Arr array ->
                node instanceof Items items ? array(items, array, at) : wrong(node, "an array", at);
            case Schema.Str text -> node instanceof Text found ? text(found, text, at) : wrong(node, "a string", at);
            case Schema.Enumerated names -> enumerated(node, names, at);
            case Schema.Int bounds -> whole(node, bounds, at);
            case Schema.Num bounds -> number(node, bounds, at);
            case Schema.Bool bool -> node instanceof Truth ? Optional.empty() : wrong(node, "a boolean", at);
            case Schema.MapOf map ->
                node instanceof Members members ? map(members, map, at) : wrong(node, "an object", at);
            case Schema.Any any -> flaws(node, at);
            case Schema.OrNull maybe -> node instanceof Node.Null ? Optional.empty() : check(node, maybe.schema(), at);
            case Schema.Named named -> check(node, named.schema(), at);
            case Schema.Raw raw -> Optional.empty();
            case Schema.Reference answer -> throw new IllegalStateException("a request names its shape");
            case Schema.OneOf shapes -> throw new IllegalStateException("a request has one shape, not one of several");
        };
    }

    private static Optional<JsonFault> object(Members members, Schema.Obj schema, Pointer at) {
        if (members.flaw().isPresent()) {
            return members.flaw();
        }
        for (Member member : members.members()) {
            if (schema.property(member.name()).isEmpty()) {
                return Optional.of(new JsonFault(
                        JsonFault.Kind.UNKNOWN_FIELD,
                        at.at(member.name()).toString(),
                        "no such field; known here: "
                                + String.join(
                                        ", ",
                                        schema.properties().stream()
                                                .map(Property::name)
                                                .toList())));
            }
        }
        for (Property property : schema.properties()) {
            if (property.required() && members.get(property.name()).isEmpty()) {
                return Optional.of(new JsonFault(
                        JsonFault.Kind.FIELD_MISSING,
                        at.at(property.name()).toString(),
                        "the field is required: " + property.description()));
            }
        }
        for (Property property : schema.properties()) {
            Optional<JsonFault> fault = members.get(property.name())
                    .flatMap(value -> check(value, property.schema(), at.at(property.name())));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<JsonFault> array(Items items, Schema.Arr schema, Pointer at) {
        if (items.items().size() > schema.max()) {
            return malformed(at, items.items().size() + " items; at most " + schema.max() + " are allowed");
        }
        for (int i = 0; i < items.items().size(); i++) {
            Optional<JsonFault> fault = check(items.items().get(i), schema.items(), at.at(i));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<JsonFault> map(Members members, Schema.MapOf schema, Pointer at) {
        if (members.flaw().isPresent()) {
            return members.flaw();
        }
        if (members.members().size() > schema.max()) {
            return malformed(at, members.members().size() + " members; at most " + schema.max() + " are allowed");
        }
        for (Member member : members.members()) {
            Optional<JsonFault> fault = check(member.value(), schema.values(), at.at(member.name()));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<JsonFault> text(Text text, Schema.Str schema, Pointer at) {
        if (text.flaw().isPresent()) {
            return text.flaw();
        }
        int length = text.value().codePointCount(0, text.value().length());
        if (length < schema.min() || length > schema.max()) {
            return malformed(at, length + " characters; " + schema.min() + " to " + schema.max() + " are allowed");
        }
        if (!schema.pattern().isEmpty()
                && !Pattern.compile(schema.pattern()).matcher(text.value()).find()) {
            return malformed(at, "the text does not match " + schema.pattern());
        }
        return Optional.empty();
    }

    private static Optional<JsonFault> enumerated(Node node, Schema.Enumerated names, Pointer at) {
        return node instanceof Text text && names.values().contains(text.value())
                ? Optional.empty()
                : malformed(at, "one of " + String.join(", ", names.values()) + " is expected");
    }

    private static Optional<JsonFault> whole(Node node, Schema.Int bounds, Pointer at) {
        if (!(node instanceof Whole whole)) {
            return node instanceof Decimal
                    ? malformed(at, "an integer from " + bounds.min() + " to " + bounds.max() + " is expected")
                    : wrong(node, "an integer", at);
        }
        return whole.value() < bounds.min() || whole.value() > bounds.max()
                ? malformed(at, "the integer must be from " + bounds.min() + " to " + bounds.max())
                : Optional.empty();
    }

    private static Optional<JsonFault> number(Node node, Schema.Num bounds, Pointer at) {
        double value;
        switch (node) {
            case Whole whole -> value = (double) whole.value();
            case Decimal decimal -> value = decimal.value();
            default -> {
                return wrong(node, "a number", at);
            }
        }
        return value < bounds.min() || value > bounds.max()
                ? malformed(at, "the number must be from " + bounds.min() + " to " + bounds.max())
                : Optional.empty();
    }

    private static Optional<JsonFault> flaws(Node node, Pointer at) {
        return switch (node) {
            case Members members -> map(members, new Schema.MapOf(new Schema.Any(), Integer.MAX_VALUE), at);
            case Items items -> array(items, new Schema.Arr(new Schema.Any(), Integer.MAX_VALUE), at);
            case Text text -> text.flaw();
            case Decimal decimal
            when Double.isInfinite(decimal.value()) -> malformed(at, "the number is beyond what a double holds");
            default -> Optional.empty();
        };
    }

    private static Optional<JsonFault> wrong(Node found, String expected, Pointer at) {
        return malformed(at, expected + " is expected, found " + found.kind());
    }

    private static Optional<JsonFault> malformed(Pointer at, String detail) {
        return Optional.of(JsonFault.malformed(at.toString(), detail));
    }
}
