package io.cofre.assembly.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** {@code cofre prompt …} */
final class PromptCommands {
    private PromptCommands() {}

    static List<Verb> verbs() {
        return List.of(new Verb("prompt fetch", "Print a prompt with its variables filled in", PromptCommands::fetch)
                .operand("PROMPT_ID", "Which.")
                .takesMany(Variables.OPTION, Variables.LABEL, "A variable's value; repeat it.")
                .example("cofre prompt fetch 00000000-0000-4000-8000-000000000101 --var user_name=Dan"));
    }

    private static void fetch(Work work) {
        ObjectNode body = Json.object().put("prompt_id", work.given().operand(0));
        body.set("vars", Variables.of(work.given()));
        work.show(
                Call.post("/cli/prompt.fetch", body),
                prompt -> work.line(Texts.shown(prompt.path("text").asText())));
    }
}
