package io.cofre.domain.prompt;

import io.cofre.domain.json.JsonArray;
import io.cofre.domain.json.JsonNull;
import io.cofre.domain.json.JsonNumber;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonString;
import io.cofre.domain.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What stands in the {@code content} of {@code prompt_template} and {@code prompt_block} spans (spec 04, "Prompts").
 * What is there and has another form than it must have is a fault, never passed over; an optional member that is
 * {@code null} counts as not given, and members that nobody asks for are not looked at. Pure.
 */
public final class PromptContent {
    /** The most blocks that one template names: each is looked up in the ledger. */
    public static final int MAX_BLOCKS = 100;

    private static final long PRIORITY = 100;

    private PromptContent() {}

    /** What reading gives. */
    public sealed interface Read<T> {
        record Good<T>(T value) implements Read<T> {}

        /**
         * It is none.
         *
         * @param pointer to the member of the span at fault
         * @param why a sentence without its subject and its full stop
         */
        record Malformed<T>(String pointer, String why) implements Read<T> {}
    }

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

    /** Carries a fault out of the reading; never leaves this class. */
    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1;

        private final String pointer;
        private final String why;

        Fault(String pointer, String why) {
            super(why, null, false, false);
            this.pointer = pointer;
            this.why = why;
        }

        <T> Read<T> read() {
            return new Read.Malformed<>("/content" + pointer, why);
        }
    }

    /** A template's content. */
    public static Read<TemplateContent> template(PromptSpan span) {
        try {
            JsonObject content = content(span);
            String template =
                    text(content, "", "template").orElseThrow(() -> new Fault("/template", "must be there, a text"));
            return new Read.Good<>(new TemplateContent(template, variables(content), blocks(content)));
        } catch (Fault fault) {
            return fault.read();
        }
    }

    /**
     * A block's content. Its text is {@code content.text}, or else {@code content.template}; without a priority it has
     * 100.
     */
    public static Read<Compilation.Block> block(String name, PromptSpan span) {
        try {
            JsonObject content = content(span);
            Optional<String> text = text(content, "", "text");
            Optional<String> template = text(content, "", "template");
            String body = text.or(() -> template).orElseThrow(() -> new Fault("/text", "must be there, a text"));
            return new Read.Good<>(new Compilation.Block(name, priority(content), body));
        } catch (Fault fault) {
            return fault.read();
        }
    }

    private static JsonObject content(PromptSpan span) throws Fault {
        return span.content().orElseThrow(() -> new Fault("", "must be an object"));
    }

    private static List<Compilation.Variable> variables(JsonObject content) throws Fault {
        List<Compilation.Variable> variables = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int place = 0;
        for (JsonValue item : items(content, "vars")) {
            String pointer = "/vars/" + place++;
            Compilation.Variable variable = variable(item, pointer);
            if (!Template.isName(variable.name())) {
                throw new Fault(pointer, "has a name that no place can have");
            }
            if (!names.add(variable.name())) {
                throw new Fault(pointer, "declares a variable that is declared before");
            }
            variables.add(variable);
        }
        return variables;
    }

    private static Compilation.Variable variable(JsonValue item, String pointer) throws Fault {
        return switch (item) {
            case JsonString name -> new Compilation.Variable(name.value(), Optional.empty());
            case JsonObject declared ->
                new Compilation.Variable(
                        text(declared, pointer, "name")
                                .orElseThrow(() -> new Fault(pointer + "/name", "must be there, a text")),
                        text(declared, pointer, "default"));
            default -> throw new Fault(pointer, "must be a name, or an object with one");
        };
    }

    private static List<String> blocks(JsonObject content) throws Fault {
        List<String> blocks = new ArrayList<>();
        List<JsonValue> items = items(content, "blocks");
        if (items.size() > MAX_BLOCKS) {
            throw new Fault("/blocks", "has more than " + MAX_BLOCKS + " entries");
        }
        for (JsonValue item : items) {
            if (!(item instanceof JsonString name)) {
                throw new Fault("/blocks/" + blocks.size(), "must be a text, the name of a block");
            }
            blocks.add(name.value());
        }
        return blocks;
    }

    private static long priority(JsonObject content) throws Fault {
        Optional<JsonValue> given = given(content, "priority");
        if (given.isEmpty()) {
            return PRIORITY;
        }
        OptionalLong whole = given.get() instanceof JsonNumber number ? number.integer() : OptionalLong.empty();
        return whole.orElseThrow(() -> new Fault("/priority", "must be an integer"));
    }

    private static Optional<String> text(JsonObject object, String pointer, String name) throws Fault {
        Optional<JsonValue> given = given(object, name);
        if (given.isPresent() && !(given.get() instanceof JsonString)) {
            throw new Fault(pointer + "/" + name, "must be a text");
        }
        return given.map(value -> ((JsonString) value).value());
    }

    private static List<JsonValue> items(JsonObject object, String name) throws Fault {
        return switch (given(object, name).orElse(JsonArray.of())) {
            case JsonArray array -> array.items();
            default -> throw new Fault("/" + name, "must be a list");
        };
    }

    private static Optional<JsonValue> given(JsonObject object, String name) {
        return object.find(name).filter(value -> value != JsonNull.NULL);
    }
}
