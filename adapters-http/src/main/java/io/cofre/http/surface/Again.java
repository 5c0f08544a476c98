package io.cofre.http.surface;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.http.exchange.Answer;
import io.cofre.http.json.Json;
import io.cofre.http.problem.Problems;
import io.cofre.http.route.Replay;
import io.cofre.ports.journal.Once;
import io.cofre.ports.span.Receipt;
import java.util.List;

/** What a repeat is answered. */
public final class Again {
    private Again() {}

    public static Answer answer(Once.Answer kept, List<Receipt> receipts, Replay replay, String traceId) {
        return switch (kept) {
            case Once.Answer.Body(String json) -> marked(replay.answer(json, receipts));
            case Once.Answer.BySpan none -> throw new IllegalStateException("such a record is kept as a body");
            case Once.Answer.Withheld(String json) -> Problems.answer(withheld(json), traceId);
        };
    }

    /** An answer that was given before. */
    public static Answer marked(Answer answer) {
        return answer.with("Idempotency-Replayed", "true");
    }

    private static Problem withheld(String json) {
        Problem problem = Problem.of(
                Code.REQUEST_ALREADY_DONE,
                "The first request under this Idempotency-Key was done; its answer held a secret, which is shown once.");
        for (var member : Json.parse(json).properties()) {
            JsonNode value = member.getValue();
            problem = problem.with(member.getKey(), value.isValueNode() ? value.asText() : value.toString());
        }
        return problem;
    }
}
