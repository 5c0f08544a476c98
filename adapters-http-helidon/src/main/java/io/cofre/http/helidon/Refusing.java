package io.cofre.http.helidon;

import io.cofre.http.exchange.Answer;
import io.cofre.http.surface.Unreadable;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What Helidon refuses before there is a request, told as all refusals are. Its message is not: it quotes the request.
 */
final class Refusing implements DirectHandler {
    private static final int TOO_SLOW = 408;
    private static final int BODY_TOO_LONG = 413;
    private static final int URI_TOO_LONG = 414;
    private static final int FAILED = 500;

    private final RandomGenerator random;
    private final UnaryOperator<Answer> told;

    /** @param told of each answer */
    Refusing(RandomGenerator random, UnaryOperator<Answer> told) {
        this.random = random;
        this.told = told;
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        Answer answer = told.apply(unreadable(status.code()).answer(random));
        TransportResponse.Builder response = TransportResponse.builder()
                .status(Status.create(answer.status()))
                .keepAlive(false)
                .entity(((Answer.Whole) answer.body()).bytes());
        answer.headers().forEach((name, value) -> response.header(HeaderValues.create(name, value)));
        return response.build();
    }

    private static Unreadable unreadable(int status) {
        return switch (status) {
            case TOO_SLOW -> Unreadable.TOO_SLOW;
            case URI_TOO_LONG -> Unreadable.HEAD_TOO_LONG;
            case BODY_TOO_LONG -> Unreadable.BODY_TOO_LONG;
            case FAILED -> Unreadable.FAILED;
            default -> Unreadable.NOT_HTTP;
        };
    }
}
