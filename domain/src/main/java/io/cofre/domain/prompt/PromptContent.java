package io.cofre.domain.prompt;

import io.cofre.domain.json.JsonArray;
import io.cofre.domain.json.JsonBool;
import io.cofre.domain.json.JsonLimits;
import io.cofre.domain.json.JsonNumber;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonParse;
import io.cofre.domain.json.JsonReader;
import io.cofre.domain.json.JsonString;
import io.cofre.domain.json.JsonValue;
import io.cofre.ports.span.CanonicalBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands in the {@code content} of {@code prompt_template} and {@code prompt_block} spans (spec 04, "Prompts").
 * Anyone may append such spans, so nothing of their form is sure. Pure.
 */
public final class PromptContent {
    private static final JsonLimits LIMITS = new JsonLimits(CanonicalBytes.MAX_BYTES, 64);

    private PromptContent() {}

    /**
     * A template.
     *
     * @param blocks names of the blocks that come before it
     */
    public record TemplateContent(String template, List<Compilation.Variable> variables, List<String> blocks) {
        public TemplateContent {
            variables = List.copyOf(variables);
            blocks = List.copyOf(blocks);
        }
    }

    /** Whether a span is a prompt at all: of its type, and not deleted. */
    public static boolean isTemplate(CanonicalBytes span) {
        return span(span)
                .filter(object -> text(object, "entity_type")
                                .filter("prompt_template"::equals)
                                .isPresent()
                        && object.find("is_deleted")
                                .filter(JsonBool.TRUE::equals)
                                .isEmpty())
                .isPresent();
    }

    /** Empty where the span's content is no template. */
    public static Optional<TemplateContent> template(CanonicalBytes span) {
        Optional<JsonObject> content = content(span);
        Optional<String> text = content.flatMap(object -> text(object, "template"));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        List<Compilation.Variable> variables = new ArrayList<>();
        for (JsonValue item : items(content.get(), "vars")) {
            switch (item) {
                case JsonString name -> variables.add(new Compilation.Variable(name.value(), Optional.empty()));
                case JsonObject variable
                when text(variable, "name").isPresent() ->
                    variables.add(
                            new Compilation.Variable(text(variable, "name").get(), text(variable, "default")));
                default -> {
                    return Optional.empty();
                }
            }
        }
        List<String> blocks = items(content.get(), "blocks").stream()
                .filter(JsonString.class::isInstance)
                .map(item -> ((JsonString) item).value())
                .toList();
        return Optional.of(new TemplateContent(text.get(), variables, blocks));
    }

    /**
     * Empty where the span's content is no block. Its text is {@code content.text} or {@code content.template}; without
     * a priority it has 100.
     */
    public static Optional<Compilation.Block> block(String name, CanonicalBytes span) {
        Optional<JsonObject> content = content(span);
        Optional<String> text = content.flatMap(object -> text(object, "text").or(() -> text(object, "template")));
        return text.map(body -> new Compilation.Block(name, priority(content.get()), body));
    }

    private static int priority(JsonObject content) {
        return content.find("priority")
                .filter(JsonNumber.class::isInstance)
                .map(value -> (int) ((JsonNumber) value).value())
                .orElse(100);
    }

    private static Optional<JsonObject> span(CanonicalBytes span) {
        return JsonReader.read(span.bytes(), LIMITS) instanceof JsonParse.Parsed(JsonObject object)
                ? Optional.of(object)
                : Optional.empty();
    }

    private static Optional<JsonObject> content(CanonicalBytes span) {
        return span(span)
                .flatMap(object -> object.find("content"))
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast);
    }

    private static Optional<String> text(JsonObject object, String name) {
        return object.find(name).filter(JsonString.class::isInstance).map(value -> ((JsonString) value).value());
    }

    private static List<JsonValue> items(JsonObject object, String name) {
        return object.find(name)
                .filter(JsonArray.class::isInstance)
                .map(value -> ((JsonArray) value).items())
                .orElse(List.of());
    }
}
