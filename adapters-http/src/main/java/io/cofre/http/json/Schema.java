package io.cofre.http.json;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The shape of a JSON value: what a request is checked against and what the OpenAPI document shows, so that the two
 * cannot differ.
 */
public sealed interface Schema {
    /** An object with exactly these members. */
    record Obj(List<Property> properties) implements Schema {
        public Obj {
            properties = List.copyOf(properties);
        }

        public Obj with(String name, Schema schema, String description) {
            return and(new Property(name, schema, true, description));
        }

        public Obj maybe(String name, Schema schema, String description) {
            return and(new Property(name, schema, false, description));
        }

        public Optional<Property> property(String name) {
            for (Property property : properties) {
                if (property.name().equals(name)) {
                    return Optional.of(property);
                }
            }
            return Optional.empty();
        }

        private Obj and(Property property) {
            return new Obj(
                    Stream.concat(properties.stream(), Stream.of(property)).toList());
        }
    }

    record Property(String name, Schema schema, boolean required, String description) {}

    /** An array of at most {@code max} items. */
    record Arr(Schema items, int max) implements Schema {}

    /**
     * A string.
     *
     * @param min and {@code max}: code points
     * @param pattern ECMA 262 and Java alike, anchored; empty for any text
     * @param format of JSON Schema ({@code uuid}, {@code date-time}): shown, not checked
     */
    record Str(int min, int max, String pattern, String format) implements Schema {
        public Str pattern(String regex) {
            return new Str(min, max, regex, format);
        }

        public Str format(String name) {
            return new Str(min, max, pattern, name);
        }
    }

    record Enumerated(List<String> values) implements Schema {
        public Enumerated {
            values = List.copyOf(values);
        }
    }

    /** A literal without fraction and exponent. */
    record Int(long min, long max) implements Schema {}

    record Num(double min, double max) implements Schema {}

    record Bool() implements Schema {}

    /** An object with any names and values of one kind. */
    record MapOf(Schema values, int max) implements Schema {}

    /** Any JSON. */
    record Any() implements Schema {}

    /** The value or null; for answers. */
    record OrNull(Schema schema) implements Schema {}

    /** One of several shapes; for answers. */
    record OneOf(List<Schema> shapes) implements Schema {
        public OneOf {
            shapes = List.copyOf(shapes);
        }
    }

    /**
     * JSON that is handed on as its original bytes and judged elsewhere, duplicates and all.
     *
     * @param shown what the document says about it
     */
    record Raw(Schema shown) implements Schema {}

    /** A shape with a name of its own in the document. */
    record Named(String name, Schema schema) implements Schema {}

    /** A shape that the document names by itself; for answers. */
    record Reference(String name) implements Schema {}

    static Obj object() {
        return new Obj(List.of());
    }

    static Arr array(Schema items, int max) {
        return new Arr(items, max);
    }

    /** A string of 1 to {@code max} code points. */
    static Str text(int max) {
        return new Str(1, max, "", "");
    }

    /** A string of 0 to {@code max} code points. */
    static Str anyText(int max) {
        return new Str(0, max, "", "");
    }

    static Str uuid() {
        return new Str(36, 36, "", "uuid");
    }

    static Str time() {
        return new Str(20, 30, "", "date-time");
    }

    static Enumerated oneOf(String... values) {
        return new Enumerated(List.of(values));
    }

    static Int whole(long min, long max) {
        return new Int(min, max);
    }

    static Num number(double min, double max) {
        return new Num(min, max);
    }

    static Bool bool() {
        return new Bool();
    }

    static MapOf map(Schema values, int max) {
        return new MapOf(values, max);
    }

    static Any any() {
        return new Any();
    }

    static OrNull orNull(Schema schema) {
        return new OrNull(schema);
    }

    static Raw raw(Schema shown) {
        return new Raw(shown);
    }

    static Named named(String name, Schema schema) {
        return new Named(name, schema);
    }
}
