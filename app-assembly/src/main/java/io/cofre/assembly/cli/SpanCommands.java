package io.cofre.assembly.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code cofre span …} */
final class SpanCommands {
    private static final List<String> FILTERS =
            List.of("entity_type", "status", "owner_id", "trace_id", "parent_id", "who", "since", "until");

    private SpanCommands() {}

    static List<Verb> verbs() {
        Verb list = new Verb("span list", "List spans, newest first", SpanCommands::list)
                .takes("--entity-type", "TYPE", "Only of this type.")
                .takes("--status", "TEXT", "Only with this status.")
                .takes("--owner-id", "ID", "Only this owner's.")
                .takes("--trace-id", "ID", "Only of this request.")
                .takes("--parent-id", "ID", "Only below this span.")
                .takes("--who", "TEXT", "Only by this one.")
                .takes("--since", "TIME", "From then on: 2026-11-22T00:00:00.000Z.")
                .takes("--until", "TIME", "Up to then.")
                .takes("--after-position", "N", "Only what the ledger recorded later.")
                .paged()
                .example("cofre span list --entity-type memory --limit 20");
        return List.of(
                new Verb("span append", "Append a signed span", SpanCommands::append)
                        .operandMaybe("FILE", "Its JSON with payload_hash and sig; - or none: the input.")
                        .example("cofre wallet sign-span --whole note.json | cofre span append"),
                new Verb("span get", "Show a span: the newest version, or one", SpanCommands::get)
                        .operand("ID", "Which.")
                        .takes("--seq", "N", "This version.")
                        .example("cofre span get 6f1d3c52-5c4e-4d47-9a3b-2f0a6c1f8e11"),
                list,
                new Verb("span versions", "List all versions of a span", SpanCommands::versions)
                        .operand("ID", "Which.")
                        .example("cofre span versions 6f1d3c52-5c4e-4d47-9a3b-2f0a6c1f8e11"),
                new Verb("span verify", "Have the service check a span from its stored bytes", SpanCommands::verify)
                        .operand("ID", "Which.")
                        .example("cofre span verify 6f1d3c52-5c4e-4d47-9a3b-2f0a6c1f8e11"),
                SpanExport.verb("span export"),
                new Verb("span tail", "Follow the ledger until Ctrl-C", SpanCommands::tail)
                        .takes("--from", "POSITION", "Begin after this position; else with what comes next.")
                        .example("cofre span tail --from 0"));
    }

    private static void append(Work work) {
        // Sent as it is: a number written anew might not be the one that was signed.
        String span = work.document(work.given().operandMaybe(0).orElse("-"));
        Call call = Call.get("/api/spans").posting(span);
        work.show(call, work::facts);
    }

    private static void get(Work work) {
        Call call = Call.get(span(work));
        if (work.given().number("--seq").isPresent()) {
            call = call.with("seq", String.valueOf(work.given().number("--seq").getAsLong()));
        }
        work.show(call, answer -> work.line(Json.pretty(answer)));
    }

    private static String span(Work work) {
        return "/api/spans/" + Call.encoded(work.given().operand(0));
    }

    private static void list(Work work) {
        Call call = Pages.paged(Call.get("/api/spans"), work.given());
        for (String filter : FILTERS) {
            call = call.with(filter, work.given().maybe("--" + filter.replace('_', '-')));
        }
        if (work.given().number("--after-position").isPresent()) {
            call = call.with(
                    "after_position",
                    String.valueOf(work.given().number("--after-position").getAsLong()));
        }
        work.show(call, answer -> table(work, answer));
    }

    private static void versions(Work work) {
        work.show(Call.get(span(work) + "/versions"), answer -> table(work, answer));
    }

    private static void table(Work work, JsonNode answer) {
        Table table = new Table("POSITION", "RECORDED", "TYPE", "ID", "SEQ", "WHO", "THIS");
        for (JsonNode item : Pages.items(answer, "spans")) {
            JsonNode span = item.path("span");
            table.row(
                    Facts.text(item, "position"),
                    Facts.text(item, "recorded_at"),
                    Facts.text(span, "entity_type"),
                    Facts.text(span, "id"),
                    Facts.text(span, "seq"),
                    Facts.text(span, "who"),
                    Facts.text(span, "this"));
        }
        work.table(table, answer, "no spans");
    }

    private static void verify(Work work) {
        Answer answer = work.send(Call.get(span(work) + "/verify"));
        JsonNode json = answer.json();
        boolean holds = true;
        for (JsonNode check : Pages.items(json, "checks")) {
            boolean passed = Facts.text(check, "result").equals("holds");
            holds &= passed;
            if (!work.forPrograms()) {
                String mark = passed ? work.paint().good("✓") : work.paint().bad("✗");
                String detail = Facts.text(check, "detail");
                work.line(mark + " " + Facts.text(check, "name") + (detail.isEmpty() ? "" : ": " + detail));
            }
        }
        if (work.forPrograms()) {
            work.line(answer.text().stripTrailing());
        }
        if (!holds) {
            throw new Stop(Exit.REFUSED, "the span does not hold", "cofre ledger verify checks the whole ledger.");
        }
    }

    private static void tail(Work work) {
        Call call = Call.get("/api/timeline/stream").accepting("text/event-stream");
        Optional<String> from = work.given().maybe("--from");
        Call resumed =
                from.map(position -> call.header("Last-Event-ID", position)).orElse(call);
        Optional<Answer> refused = work.api().waiting(Duration.ZERO).stream(
                resumed, in -> Events.read(in, (id, name, data) -> work.line(work.forPrograms() ? data : told(data))));
        if (refused.isPresent()) {
            throw Refusals.stop(refused.get(), work.forPrograms());
        }
    }

    /** An event on one line. */
    private static String told(String data) {
        try {
            JsonNode line = Json.read(data);
            JsonNode span = line.path("span");
            return String.join(
                    "  ",
                    Facts.text(line, "position"),
                    Facts.text(line, "recorded_at"),
                    Facts.text(span, "entity_type"),
                    Facts.text(span, "id"),
                    "seq " + Facts.text(span, "seq"),
                    Facts.text(span, "who"));
        } catch (IOException e) {
            return Width.shown(data);
        }
    }
}
