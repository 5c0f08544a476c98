package io.cofre.domain.prompt;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Renders a prompt from its template, its blocks and the caller's values (spec 04, "Prompts"). Pure. */
public sealed interface Compilation {
    /** Done: the text, and the names of the declared variables that have a place in it. */
    record Compiled(String text, List<String> used) implements Compilation {
        public Compiled {
            used = List.copyOf(used);
        }
    }

    record Refused(Problem problem) implements Compilation {}

    /** A declared variable; without a default a value must be given. */
    record Variable(String name, Optional<String> byDefault) {}

    /** A block that a template names; lower priority comes first. */
    record Block(String name, long priority, String text) {}

    /** The template's text follows the blocks', joined by a blank line. All of it is one template. */
    static Compilation compile(
            String template, List<Variable> declared, List<Block> blocks, Map<String, String> given) {
        List<String> undeclared = given.keySet().stream()
                .filter(name ->
                        declared.stream().noneMatch(variable -> variable.name().equals(name)))
                .sorted()
                .toList();
        if (!undeclared.isEmpty()) {
            return new Refused(Problem.of(
                            Code.PROMPT_VARIABLE_UNDECLARED,
                            "The prompt declares no variable " + String.join(", ", undeclared) + ".")
                    .with("variables", undeclared));
        }
        Map<String, String> values = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (Variable variable : declared) {
            Optional<String> value =
                    Optional.ofNullable(given.get(variable.name())).or(variable::byDefault);
            value.ifPresentOrElse(text -> values.put(variable.name(), text), () -> missing.add(variable.name()));
        }
        if (!missing.isEmpty()) {
            return new Refused(Problem.of(
                            Code.PROMPT_VARIABLE_MISSING,
                            "These variables have neither a value nor a default: " + String.join(", ", missing) + ".")
                    .with("variables", missing));
        }
        List<String> texts = blocks.stream()
                .sorted(Comparator.comparingLong(Block::priority).thenComparing(Block::name))
                .map(Block::text)
                .collect(Collectors.toCollection(ArrayList::new));
        texts.add(template);
        Template whole = Template.of(String.join("\n\n", texts));
        return whole.render(values)
                .<Compilation>map(text -> new Compiled(
                        text, whole.names().stream().filter(values::containsKey).toList()))
                .orElseGet(() -> new Refused(Template.tooLong()));
    }
}
