package io.cofre.assembly.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code cofre ask}: the answer is printed while it comes in. */
final class AskCommand {
    private AskCommand() {}

    static List<Verb> verbs() {
        return List.of(new Verb("ask", "Ask a model through the wallet", AskCommand::ask)
                .operand("TEXT", "The question; - reads it from the standard input.")
                .takes("--model", "NAME", "Which model; else the service's default.")
                .flag("--with-memory", "Send the memories along that have to do with it.")
                .takesMany(Variables.OPTION, Variables.LABEL, "A variable of the text; repeat it.")
                .flag("--no-stream", "Print the answer when it is whole.")
                .takes("--byo-key-file", "FILE", "Use the provider's key in this file, mode 0600, for this call alone.")
                .once()
                .example("cofre ask 'Resuma https://voulezvous.pt' --model claude-3-5-sonnet --with-memory")
                .example("git diff | cofre ask - --model echo")
                .example("cofre ask 'Bom dia' --model claude-3-5-sonnet --byo-key-file ~/.anthropic-key"));
    }

    private static void ask(Work work) {
        Given given = work.given();
        String text = given.operand(0);
        ObjectNode body =
                Json.object().put("text", text.equals("-") ? work.terminal().input() : text);
        given.maybe("--model").ifPresent(model -> body.put("model", model));
        if (given.flag("--with-memory")) {
            body.put("with_memory", true);
        }
        if (given.flag(Variables.OPTION)) {
            body.set("vars", Variables.of(given));
        }
        Optional<String> ownKey = given.maybe("--byo-key-file").map(Path::of).map(SecretFiles::read);
        ownKey.ifPresent(key -> body.put("byo_key", true));
        // Of what is streamed the service keeps nothing that it could answer again.
        if (work.forPrograms() || given.flag("--no-stream") || given.flag(Verb.ONCE)) {
            work.show(with(ownKey, Call.post("/cli/ask", body)), answer -> {
                work.line(Texts.shown(answer.path("output").path("text").asText()));
                after(work, answer);
            });
            return;
        }
        Call call =
                with(ownKey, Call.post("/cli/ask", body.put("stream", true))).accepting("text/event-stream");
        Optional<Answer> refused =
                work.api().stream(call, in -> Events.read(in, (id, name, data) -> event(work, name, data)));
        if (refused.isPresent()) {
            throw Refusals.stop(refused.get(), false);
        }
    }

    private static Call with(Optional<String> ownKey, Call call) {
        return ownKey.map(key -> call.header("X-Provider-Key", key)).orElse(call);
    }

    private static void event(Work work, String name, String data) {
        JsonNode json = json(data);
        if (json.has("code")) {
            work.line("");
            throw Refusals.stop(new Answer(json.path("status").asInt(502), data, Optional.empty()), false);
        }
        if (json.path("text").isTextual()) {
            work.terminal().out().print(Texts.shown(json.path("text").textValue()));
            work.terminal().out().flush();
        }
        if (json.has("usage") || name.equals("done")) {
            work.line("");
            after(work, json);
        }
    }

    private static JsonNode json(String data) {
        try {
            return Json.read(data);
        } catch (IOException e) {
            return Json.object();
        }
    }

    private static void after(Work work, JsonNode answer) {
        StringBuilder note = new StringBuilder();
        JsonNode usage = answer.path("usage");
        if (usage.isObject()) {
            note.append(Facts.text(usage, "input_tokens"))
                    .append(" tokens in, ")
                    .append(Facts.text(usage, "output_tokens"))
                    .append(" out");
        }
        int memories = answer.path("memories").size();
        if (memories > 0) {
            note.append(", ")
                    .append(memories)
                    .append(memories == 1 ? " memory" : " memories")
                    .append(" sent along");
        }
        String span = Facts.text(answer, "span_id");
        if (!span.isEmpty()) {
            note.append(", span ").append(span);
        }
        if (!note.isEmpty()) {
            work.note(work.paint().faint(note.toString()));
        }
    }
}
