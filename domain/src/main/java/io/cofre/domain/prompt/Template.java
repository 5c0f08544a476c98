package io.cofre.domain.prompt;

import io.cofre.domain.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places for values (spec 04, "Prompts"). Only <code>{{ name }}</code> is special; every other byte is
 * literal. Values are put in in one pass as they are: one that contains <code>{{x}}</code> stays text. Immutable.
 */
public final class Template {
    /** The most characters of a rendered text: a short value in many places makes a long one. */
    public static final int MAX_RENDERED = 4 << 20;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");
    private static final Pattern PLACE = Pattern.compile("\\{\\{[ \\t]*(" + NAME + ")[ \\t]*\\}\\}");

    private sealed interface Part {
        record Literal(String text) implements Part {}

        record Place(String name, String written) implements Part {}
    }

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = parts;
    }

    /** Reads a text; every text is a template. */
    public static Template of(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher places = PLACE.matcher(text);
        int from = 0;
        while (places.find()) {
            if (places.start() > from) {
                parts.add(new Part.Literal(text.substring(from, places.start())));
            }
            parts.add(new Part.Place(places.group(1), places.group()));
            from = places.end();
        }
        if (from < text.length()) {
            parts.add(new Part.Literal(text.substring(from)));
        }
        return new Template(List.copyOf(parts));
    }

    /** Whether a place can have this name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The names that have a place, in the order of their first. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Part part : parts) {
            if (part instanceof Part.Place place) {
                names.add(place.name());
            }
        }
        return names;
    }

    /**
     * Puts the values in; a place whose name has no value stays as it was written. Empty past {@link #MAX_RENDERED}.
     */
    public Optional<String> render(Map<String, String> values) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            String text = switch (part) {
                case Part.Literal(String literal) -> literal;
                case Part.Place(String name, String written) ->
                    Optional.ofNullable(values.get(name)).orElse(written);
            };
            if (text.length() > MAX_RENDERED - out.length()) {
                return Optional.empty();
            }
            out.append(text);
        }
        return Optional.of(out.toString());
    }

    /** Why a text was not rendered. */
    public static Problem tooLong() {
        return Problem.field("/vars", "A rendered text has at most " + MAX_RENDERED + " characters.");
    }
}
