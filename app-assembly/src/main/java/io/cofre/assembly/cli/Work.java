package io.cofre.assembly.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One run of a command: what was given, what is around it, and the service that it speaks to. Not thread-safe. */
final class Work {
    private final Terminal terminal;
    private final Given given;
    private Optional<Api> api = Optional.empty();

    Work(Terminal terminal, Given given) {
        this.terminal = terminal;
        this.given = given;
    }

    Terminal terminal() {
        return terminal;
    }

    Given given() {
        return given;
    }

    Paint paint() {
        return terminal.paint();
    }

    /** Whether a program reads the output. */
    boolean forPrograms() {
        return given.flag("--json");
    }

    Api api() {
        Api found = api.orElseGet(() -> Connection.api(terminal, given));
        api = Optional.of(found);
        return found;
    }

    /**
     * Sends a request.
     *
     * @throws Stop where it is refused
     */
    Answer send(Call call) {
        Answer answer = api().send(once(call));
        if (!answer.accepted()) {
            throw Refusals.stop(answer, forPrograms());
        }
        return answer;
    }

    private Call once(Call call) {
        return call.method().equals("POST")
                ? given.maybe(Verb.ONCE)
                        .map(key -> call.header("Idempotency-Key", key))
                        .orElse(call)
                : call;
    }

    /** Sends a request and prints the answer: as it is for programs, by the view for eyes. */
    void show(Call call, Consumer<JsonNode> view) {
        Answer answer = send(call);
        if (forPrograms()) {
            line(answer.text().stripTrailing());
        } else {
            view.accept(answer.json());
        }
    }

    /** Sends a request and prints the answer's members for eyes. */
    void showFacts(Call call) {
        show(call, this::facts);
    }

    void facts(JsonNode node) {
        lines(Facts.lines(node, paint()));
    }

    void table(Table table, JsonNode answer, String ifNone) {
        if (table.isEmpty()) {
            line(ifNone);
            return;
        }
        lines(table.lines(terminal.columns(), paint()));
        JsonNode cursor = answer.get("next_cursor");
        if (cursor != null && cursor.isTextual()) {
            line(paint().faint("more: --cursor " + Width.shown(cursor.textValue())));
        }
    }

    void line(String text) {
        terminal.out().println(text);
    }

    void lines(List<String> lines) {
        lines.forEach(this::line);
    }

    /** What a person reads beside the output: it goes where a program that reads the output does not see it. */
    void note(String text) {
        terminal.err().println(text);
    }

    /** The text of a file, or of the input for {@code -}. */
    String document(String name) {
        if (name.equals("-")) {
            return terminal.input();
        }
        try {
            return Files.readString(Path.of(name));
        } catch (IOException e) {
            throw new Stop(
                    Exit.USAGE,
                    "the file " + Width.shown(name) + " cannot be read",
                    "Name another, or - for the standard input.");
        }
    }

    /** The same, as JSON. */
    JsonNode jsonDocument(String name) {
        try {
            return Json.read(document(name));
        } catch (IOException e) {
            String place = name.equals("-") ? "the standard input" : "the file " + Width.shown(name);
            throw new Stop(Exit.USAGE, place + " is not JSON", List.of(String.valueOf(e.getMessage())));
        }
    }
}
