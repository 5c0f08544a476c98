package io.cofre.http.routes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.json.Json;
import io.cofre.http.problem.Problems;
import io.cofre.http.route.Replay;
import io.cofre.http.surface.Again;
import io.cofre.ports.journal.Once;
import io.cofre.ports.span.Receipt;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a use case's result is told, the first time and each other time.
 *
 * @param told the answer without what only receipts say
 * @param known what a repeat may be told where the answer holds a secret; empty where it holds none
 */
record Telling<R>(
        int status, Function<R, ObjectNode> told, Optional<Function<R, ObjectNode>> known, Receipts receipts) {
    /** What of the receipts stands in the answer. */
    enum Receipts {
        NOTHING,
        /** {@code position} of the first span. */
        POSITION
    }

    static <R> Telling<R> of(int status, Function<R, ObjectNode> told) {
        return new Telling<>(status, told, Optional.empty(), Receipts.NOTHING);
    }

    static <R> Telling<R> withPosition(int status, Function<R, ObjectNode> told) {
        return new Telling<>(status, told, Optional.empty(), Receipts.POSITION);
    }

    static <R> Telling<R> secret(int status, Function<R, ObjectNode> told, Function<R, ObjectNode> known) {
        return new Telling<>(status, told, Optional.of(known), Receipts.NOTHING);
    }

    /** What the use case remembers, where the caller asked for it. */
    Optional<Repeatable<R>> once(Exchange exchange) {
        return exchange.once().map(request -> request.repeatable(this::kept));
    }

    private Once.Answer kept(R result) {
        return known.<Once.Answer>map(safe -> new Once.Answer.Withheld(Json.text(safe.apply(result))))
                .orElseGet(() -> new Once.Answer.Body(Json.text(told.apply(result))));
    }

    Replay replay() {
        return (json, spans) -> answer((ObjectNode) Json.parse(json), spans);
    }

    Answer answer(Exchange exchange, Reply<R> reply) {
        String traceId = exchange.trace().traceId();
        return switch (reply) {
            case Reply.Done<R>(R value, List<Receipt> spans) -> answer(told.apply(value), spans);
            case Reply.Repeated<R>(Once.Answer kept, List<Receipt> spans) ->
                Again.answer(kept, spans, replay(), traceId);
            case Reply.Refused<R> refused -> Problems.answer(refused.problem(), traceId);
        };
    }

    private Answer answer(ObjectNode json, List<Receipt> spans) {
        if (receipts == Receipts.POSITION && !spans.isEmpty()) {
            json.put("position", spans.getFirst().position());
        }
        return Answer.json(status, json);
    }
}
