package io.cofre.assembly.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** {@code cofre memory …} */
final class MemoryCommands {
    private MemoryCommands() {}

    static List<Verb> verbs() {
        return List.of(
                new Verb("memory add", "Remember something", MemoryCommands::add)
                        .operand("TEXT", "What; - reads it from the standard input.")
                        .takesMany("--tag", "TAG", "A word to find it by; repeat it.")
                        .takes("--layer", "LAYER", "session (7 days), temporary (30), permanent or shared.")
                        .takes("--type", "TYPE", "Of what kind (note).")
                        .takes("--sensitivity", "LEVEL", "public, internal, pii, or secret: found by its id only.")
                        .takes("--session", "ID", "The conversation that it belongs to.")
                        .takes("--ttl-hours", "N", "Forget it after so long.")
                        .once()
                        .example("cofre memory add 'Dan prefere espresso curto' --tag perfil --tag cafe"),
                new Verb("memory search", "Find what was remembered", MemoryCommands::search)
                        .operand(
                                "WORDS",
                                "What to look for; typing errors are forgiven. The id of a memory finds it alone.")
                        .takes("--layer", "LAYER", "Only there.")
                        .takesMany("--tag", "TAG", "Only with this tag; repeat it.")
                        .takes("--session", "ID", "This conversation's first.")
                        .flag("--shared", "Also what others of the tenant share.")
                        .takes("--limit", "N", "At most so many (10).")
                        .example("cofre memory search espresso")
                        .example("cofre memory search 6f1d3c52-5c4e-4d47-9a3b-2f0a6c1f8e11"),
                new Verb("memory forget", "Destroy the key of a memory", MemoryCommands::forget)
                        .operand("MEMORY_ID", "Which.")
                        .once()
                        .example("cofre memory forget 6f1d3c52-5c4e-4d47-9a3b-2f0a6c1f8e11"));
    }

    private static void add(Work work) {
        Given given = work.given();
        String text = given.operand(0);
        ObjectNode body =
                Json.object().put("content", text.equals("-") ? work.terminal().input() : text);
        if (given.flag("--tag")) {
            body.set("tags", Json.texts(given.texts("--tag")));
        }
        given.maybe("--layer").ifPresent(layer -> body.put("layer", layer));
        given.maybe("--type").ifPresent(type -> body.put("type", type));
        given.maybe("--sensitivity").ifPresent(level -> body.put("sensitivity", level));
        given.maybe("--session").ifPresent(session -> body.put("session_id", session));
        given.number("--ttl-hours").ifPresent(hours -> body.put("ttl_hours", hours));
        work.showFacts(Call.post("/cli/memory.add", body));
    }

    private static void search(Work work) {
        Given given = work.given();
        ObjectNode body = Json.object().put("query", given.operand(0));
        given.number("--limit").ifPresent(limit -> body.put("limit", limit));
        given.maybe("--layer").ifPresent(layer -> body.put("layer", layer));
        if (given.flag("--tag")) {
            body.set("tags", Json.texts(given.texts("--tag")));
        }
        given.maybe("--session").ifPresent(session -> body.put("session_id", session));
        if (given.flag("--shared")) {
            body.put("include_shared", true);
        }
        work.show(Call.post("/cli/memory.search", body), answer -> {
            Table table = new Table("MEMORY", "SCORE", "LAYER", "AT", "TAGS", "CONTENT");
            for (JsonNode found : Pages.items(answer, "results")) {
                table.row(
                        Facts.text(found, "memory_id"),
                        Facts.text(found, "score"),
                        Facts.text(found, "layer"),
                        Facts.text(found, "at"),
                        Facts.text(found, "tags"),
                        Facts.text(found, "content"));
            }
            work.table(table, answer, "nothing found");
        });
    }

    private static void forget(Work work) {
        ObjectNode body = Json.object().put("memory_id", work.given().operand(0));
        work.showFacts(Call.post("/cli/memory.forget", body));
    }
}
