package io.cofre.assembly.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.assembly.cli.Answer;
import io.cofre.assembly.cli.Api;
import io.cofre.assembly.cli.Call;
import io.cofre.assembly.cli.Events;
import io.cofre.assembly.cli.Exit;
import io.cofre.assembly.cli.Json;
import io.cofre.assembly.cli.Stop;
import io.cofre.assembly.cli.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client of the demo: sends requests and shows them, each with its answer. */
final class Visitor {
    private final Api api;
    private final String name;
    private final Sheet sheet;
    private final Tally tally;
    private final List<String> secrets;

    /**
     * A client.
     *
     * @param who who it is, for the reader
     * @param secrets what is left out wherever it would be shown
     */
    Visitor(Api api, Token token, String who, Sheet sheet, Tally tally, List<String> secrets) {
        this.api = api.as(token);
        this.name = who + " " + token.masked();
        this.sheet = sheet;
        this.tally = tally;
        this.secrets = secrets;
    }

    /** Another client of the same demo. */
    Visitor with(Token token, String who) {
        return new Visitor(api, token, who, sheet, tally, secrets);
    }

    /** The same connection, without a word: for what the demo only looks up. */
    Api api() {
        return api;
    }

    /**
     * Sends a request that must be answered with a status.
     *
     * @throws Stop where it was another: what follows builds on it
     */
    JsonNode expect(int status, Call call) {
        Answer answer = shown(call);
        tally.check(
                answer.status() == status,
                "status " + status,
                answer.status() == status ? "" : "it was " + answer.status());
        if (answer.status() != status) {
            throw new Stop(
                    Exit.REFUSED, call.method() + " " + call.path() + " was answered " + answer.status(), List.of());
        }
        return answer.json();
    }

    /** Sends a request that makes something, which may be there from an earlier demo. */
    void make(Call call, String there) {
        Answer answer = shown(call);
        boolean made = answer.status() == 201 || answer.status() == 200;
        boolean already =
                answer.status() == 409 && answer.json().path("code").asText().equals(there);
        tally.check(made || already, already ? "there from an earlier demo" : "made");
        if (!made && !already) {
            throw new Stop(
                    Exit.REFUSED, call.method() + " " + call.path() + " was answered " + answer.status(), List.of());
        }
    }

    /** Sends a request that must be refused with a status and a code that begins so. */
    void refused(int status, String code, Call call) {
        Answer answer = shown(call);
        String said = answer.accepted() ? "" : answer.json().path("code").asText();
        boolean holds = answer.status() == status && said.startsWith(code);
        tally.check(holds, "refused: " + answer.status() + " " + said, holds ? "" : "expected " + status + " " + code);
    }

    /** One of the events that answer a request. */
    record Event(String name, JsonNode data) {}

    /**
     * Sends a request that is answered by events, and shows them.
     *
     * @param most how many are waited for; the answer may end before
     */
    List<Event> follow(Call call, int most) {
        ask(call);
        List<Event> events = new ArrayList<>();
        Optional<Answer> refused = api.stream(call.accepting("text/event-stream"), body -> {
            try {
                Events.read(body, (id, event, data) -> {
                    sheet.event(event, hidden(data));
                    events.add(new Event(event, Json.read(data)));
                    if (events.size() == most) {
                        throw new Enough();
                    }
                });
            } catch (Enough enough) {
                // What comes after is not looked at: the connection is closed.
            }
        });
        refused.ifPresent(answer -> sheet.json("←", answer.status() + "  " + hidden(compact(answer))));
        tally.check(!events.isEmpty(), "answered by events", String.valueOf(events.size()));
        if (events.isEmpty()) {
            throw new Stop(Exit.REFUSED, call.method() + " " + call.path() + " was answered by no event", List.of());
        }
        return events;
    }

    private static final class Enough extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private void ask(Call call) {
        sheet.request(call.method(), call.path(), name);
        call.body().ifPresent(body -> sheet.json("→", hidden(body)));
        tally.called();
    }

    private Answer shown(Call call) {
        ask(call);
        long from = System.nanoTime();
        Answer answer = api.send(call);
        long millis = (System.nanoTime() - from) / 1_000_000;
        sheet.json("←", answer.status() + " in " + millis + " ms  " + hidden(compact(answer)));
        return answer;
    }

    private static String compact(Answer answer) {
        return answer.text().isBlank() ? "" : Json.write(answer.json());
    }

    private String hidden(String text) {
        String hidden = text;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, "…");
        }
        return hidden;
    }
}
