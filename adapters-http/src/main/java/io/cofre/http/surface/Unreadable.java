package io.cofre.http.surface;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Headers;
import io.cofre.http.exchange.Trace;
import io.cofre.http.problem.Failures;
import io.cofre.http.problem.Problems;
import java.util.random.RandomGenerator;

/** What a carrier refuses before there is an exchange, or a surface. Each answer is the last of its connection. */
public enum Unreadable {
    NOT_HTTP,
    TWO_LENGTHS,
    HEAD_TOO_LONG,
    BODY_TOO_LONG,
    TOO_SLOW,
    /** The carrier listens already, and nothing is there yet that could answer. */
    STARTING,
    /** The connection was opened after the carrier began to stop. */
    STOPPING,
    /** There were as many connections as the carrier serves. */
    FULL,
    FAILED;

    /**
     * The answer.
     *
     * @param random names the trace
     */
    public Answer answer(RandomGenerator random) {
        Trace trace = Trace.of(Headers.none(), random);
        Answer answer = Problems.answer(problem(), trace.traceId())
                .with("traceparent", trace.traceparent())
                .with("Connection", "close");
        return this == STARTING || this == STOPPING || this == FULL ? answer.with("Retry-After", "1") : answer;
    }

    private Problem problem() {
        return switch (this) {
            case NOT_HTTP ->
                Problem.of(
                        Code.REQUEST_MALFORMED,
                        "This is not HTTP/1.1 as RFC 9112 has it, or its headers are far too long.");
            case TWO_LENGTHS ->
                Problem.of(
                        Code.REQUEST_MALFORMED,
                        "The body's length is given in more than one way; send Content-Length, or"
                                + " Transfer-Encoding: chunked.");
            case HEAD_TOO_LONG ->
                Problem.of(Code.REQUEST_HEADERS_TOO_LARGE, "Target and headers are longer than is read here.");
            case BODY_TOO_LONG -> Problem.of(Code.REQUEST_TOO_LARGE, "The body is longer than is read here.");
            case TOO_SLOW ->
                Problem.of(
                        Code.REQUEST_TIMEOUT, "The request's head did not come within the time that is waited for it.");
            case STARTING -> Problem.of(Code.LEDGER_UNAVAILABLE, "This node is starting; try again in a moment.");
            case STOPPING ->
                Problem.of(Code.LEDGER_UNAVAILABLE, "This node is stopping; nothing was done; try again elsewhere.");
            case FULL ->
                Problem.of(
                        Code.LEDGER_UNAVAILABLE,
                        "This node has as many connections as it serves; nothing was done; try again elsewhere.");
            case FAILED -> Failures.internal();
        };
    }
}
