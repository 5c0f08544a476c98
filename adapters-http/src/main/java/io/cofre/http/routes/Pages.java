package io.cofre.http.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.domain.Problem;
import io.cofre.domain.Reply;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.json.Json;
import io.cofre.http.problem.Problems;
import java.util.List;
import java.util.function.Function;

/** Tells a page of a list: {@code {"<plural noun>": […], "next_cursor": …}}. */
final class Pages {
    private Pages() {}

    static <T> Answer answer(
            Exchange exchange,
            Reply<List<T>> reply,
            String plural,
            Function<T, ObjectNode> each,
            Function<T, String> cursor,
            int limit) {
        return switch (reply) {
            case Reply.Refused<List<T>>(Problem problem) ->
                Problems.answer(problem, exchange.trace().traceId());
            case Reply.Done<List<T>> done -> Answer.json(200, page(done.value(), plural, each, cursor, limit));
            case Reply.Repeated<List<T>> repeated -> throw new IllegalStateException("a list is not repeated");
        };
    }

    static <T> ObjectNode page(
            List<T> things, String plural, Function<T, ObjectNode> each, Function<T, String> cursor, int limit) {
        ObjectNode page = Json.object();
        ArrayNode list = page.putArray(plural);
        things.forEach(thing -> list.add(each.apply(thing)));
        if (things.size() < limit) {
            page.putNull("next_cursor");
        } else {
            page.put("next_cursor", cursor.apply(things.getLast()));
        }
        return page;
    }
}
