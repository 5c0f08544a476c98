package io.cofre.http.surface;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.exchange.OnceRequest;
import io.cofre.http.problem.Problems;
import io.cofre.http.route.Replay;
import io.cofre.http.route.Route;
import io.cofre.ports.journal.Once;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.span.PayloadHash;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Answers a request that was sent before (spec 00, {@code Idempotency-Key}). Two nodes that get the same request at
 * once are told apart by the journal; two on this node already here.
 */
final class Repetition {
    static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[!-~]{1,255}");

    private final Repeats repeats;
    private final Function<byte[], PayloadHash> hash;
    private final Set<Once.Key> running = ConcurrentHashMap.newKeySet();

    Repetition(Repeats repeats, Function<byte[], PayloadHash> hash) {
        this.repeats = repeats;
        this.hash = hash;
    }

    /** The request's body, asked for only where it is hashed. */
    @FunctionalInterface
    interface Body {
        byte[] bytes() throws IOException;
    }

    /** Hands the request to its handler, unless it was handled before. */
    Answer handle(Exchange exchange, Route route, Body body) throws IOException {
        List<String> keys = exchange.headers().all(HEADER);
        if (keys.isEmpty() || route.method().name().equals("GET")) {
            return route.handler().handle(exchange);
        }
        String traceId = exchange.trace().traceId();
        if (keys.size() > 1 || !FORM.matcher(keys.getFirst()).matches()) {
            return Problems.answer(
                    Problem.of(
                            Code.REQUEST_FIELD_INVALID,
                            HEADER + " must be one value of 1 to 255 visible ASCII characters."),
                    traceId);
        }
        if (route.repeats() instanceof Route.Repeats.Unsupported || MediaTypes.lines(exchange)) {
            return Problems.answer(
                    Problem.of(
                            Code.REQUEST_IDEMPOTENCY_UNSUPPORTED,
                            route.name() + " takes no " + HEADER + " here; send the request without it."),
                    traceId);
        }
        Principal caller = exchange.principal();
        Once.Key key = new Once.Key(
                caller.tenant(),
                caller.wallet(),
                exchange.head().method(),
                exchange.head().path(),
                keys.getFirst());
        OnceRequest once = new OnceRequest(key, hash.apply(body.bytes()));
        return alone(once, exchange.with(once), route);
    }

    private Answer alone(OnceRequest once, Exchange exchange, Route route) throws IOException {
        String traceId = exchange.trace().traceId();
        if (!running.add(once.key())) {
            return Problems.answer(
                    Problem.of(
                            Code.REQUEST_IN_PROGRESS,
                            "The first request under this " + HEADER + " still runs; ask again in a moment."),
                    traceId);
        }
        try {
            Optional<Repeats.Repeat> before = repeats.find(once.key());
            if (before.isEmpty()) {
                return route.handler().handle(exchange);
            }
            if (!before.get().bodyHash().equals(once.bodyHash())) {
                return Problems.answer(
                        Problem.of(
                                Code.REQUEST_IDEMPOTENCY_MISMATCH,
                                "This " + HEADER + " stands for a request with another body; take a new one."),
                        traceId);
            }
            return switch (route.repeats()) {
                case Route.Repeats.Answered(Replay replay) ->
                    Again.answer(before.get().answer(), before.get().receipts(), replay, traceId);
                default -> Again.marked(route.handler().handle(exchange));
            };
        } finally {
            running.remove(once.key());
        }
    }
}
