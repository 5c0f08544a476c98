package io.cofre.http.helidon;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Headers;
import io.cofre.http.exchange.Trace;
import io.cofre.http.problem.Failures;
import io.cofre.http.problem.Problems;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What Helidon refuses before there is a request, told as all refusals are. Its message is not: it quotes the request.
 */
final class Refusing implements DirectHandler {
    private static final int URI_TOO_LONG = 414;

    private final RandomGenerator random;

    Refusing(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        Trace trace = Trace.of(Headers.none(), random);
        Answer answer = Problems.answer(problem(status.code()), trace.traceId());
        TransportResponse.Builder response = TransportResponse.builder()
                .status(Status.create(answer.status()))
                .keepAlive(false)
                .header(HeaderValues.create("traceparent", trace.traceparent()))
                .header(HeaderValues.create("Connection", "close"))
                .entity(((Answer.Whole) answer.body()).bytes());
        answer.headers().forEach((name, value) -> response.header(HeaderValues.create(name, value)));
        return response.build();
    }

    private static Problem problem(int status) {
        return switch (status) {
            case URI_TOO_LONG ->
                Problem.of(Code.REQUEST_HEADERS_TOO_LARGE, "Target and headers are longer than is read here.");
            case 413 -> Problem.of(Code.REQUEST_TOO_LARGE, "The body is longer than is read here.");
            case 500 -> Failures.internal();
            default ->
                Problem.of(
                        Code.REQUEST_MALFORMED,
                        "This is not HTTP/1.1 as RFC 9112 has it, or its headers are far too long.");
        };
    }
}
