package io.cofre.http.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Header fields in their order, found without regard to case; a name may stand several times. */
public final class Headers {
    private static final Headers NONE = new Headers(List.of());

    private final List<Map.Entry<String, String>> fields;

    private Headers(List<Map.Entry<String, String>> fields) {
        this.fields = fields;
    }

    public static Headers none() {
        return NONE;
    }

    public static Headers of(List<Map.Entry<String, String>> fields) {
        return new Headers(List.copyOf(fields));
    }

    public static Headers of(String name, String value) {
        return new Headers(List.of(Map.entry(name, value)));
    }

    /** The only value, or the first of several. */
    public Optional<String> first(String name) {
        for (Map.Entry<String, String> field : fields) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return Optional.of(field.getValue());
            }
        }
        return Optional.empty();
    }

    public List<String> all(String name) {
        // Every request asks for several names, most of which stand once or not at all.
        List<String> values = List.of();
        for (Map.Entry<String, String> field : fields) {
            if (field.getKey().equalsIgnoreCase(name)) {
                values = values.isEmpty() ? List.of(field.getValue()) : more(values, field.getValue());
            }
        }
        return values;
    }

    private static List<String> more(List<String> values, String value) {
        List<String> more = new ArrayList<>(values);
        more.add(value);
        return List.copyOf(more);
    }

    /** Whether any field's name begins so, without regard to case. */
    public boolean hasAny(String start) {
        for (Map.Entry<String, String> field : fields) {
            if (field.getKey().regionMatches(true, 0, start, 0, start.length())) {
                return true;
            }
        }
        return false;
    }

    public boolean has(String name) {
        return first(name).isPresent();
    }

    public Headers and(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(fields);
        more.add(Map.entry(name, value));
        return new Headers(more);
    }

    public Headers and(Headers others) {
        List<Map.Entry<String, String>> more = new ArrayList<>(fields);
        more.addAll(others.fields);
        return new Headers(more);
    }

    /** Adds the field where its name does not stand yet. */
    public Headers orElse(String name, String value) {
        return has(name) ? this : and(name, value);
    }

    /** Adds those of the others whose names do not stand yet. */
    public Headers orElse(Headers others) {
        List<Map.Entry<String, String>> more = new ArrayList<>(fields.size() + others.fields.size());
        more.addAll(fields);
        for (Map.Entry<String, String> other : others.fields) {
            if (!has(other.getKey())) {
                more.add(other);
            }
        }
        return new Headers(more);
    }

    public void forEach(BiConsumer<String, String> action) {
        fields.forEach(field -> action.accept(field.getKey(), field.getValue()));
    }

    /** As on the wire: name, colon, blank, value, line end. */
    public int bytes() {
        int bytes = 0;
        for (Map.Entry<String, String> field : fields) {
            bytes += field.getKey().length() + field.getValue().length() + 4;
        }
        return bytes;
    }
}
