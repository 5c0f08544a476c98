package io.cofre.http.route;

import io.cofre.http.exchange.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path of literal segments and parameters: {@code /api/spans/{id}/verify}. A trailing slash is another path. */
public final class PathTemplate {
    private final String text;
    private final List<String> segments;

    private PathTemplate(String text, List<String> segments) {
        this.text = text;
        this.segments = segments;
    }

    public static PathTemplate of(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash: " + text);
        }
        return new PathTemplate(text, List.of(text.substring(1).split("/", -1)));
    }

    /** The parameters, decoded; empty where the path is another one. An empty segment is no parameter. */
    public Optional<Map<String, String>> match(String path) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        String[] parts = path.substring(1).split("/", -1);
        if (parts.length != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i++) {
            String segment = segments.get(i);
            if (!parameter(segment)) {
                if (!segment.equals(parts[i])) {
                    return Optional.empty();
                }
                continue;
            }
            Optional<String> value = Query.segment(parts[i]).filter(text -> !text.isEmpty());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            parameters.put(name(segment), value.get());
        }
        return Optional.of(parameters);
    }

    public List<String> parameters() {
        List<String> names = new ArrayList<>();
        for (String segment : segments) {
            if (parameter(segment)) {
                names.add(name(segment));
            }
        }
        return names;
    }

    private static boolean parameter(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static String name(String segment) {
        return segment.substring(1, segment.length() - 1);
    }

    @Override
    public String toString() {
        return text;
    }
}
