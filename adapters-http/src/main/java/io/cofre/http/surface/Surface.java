package io.cofre.http.surface;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.domain.auth.Requirement;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Around;
import io.cofre.http.exchange.BadBody;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.exchange.Head;
import io.cofre.http.exchange.Query;
import io.cofre.http.exchange.Trace;
import io.cofre.http.json.Fields;
import io.cofre.http.problem.Failures;
import io.cofre.http.problem.Problems;
import io.cofre.http.problem.RefusedRequest;
import io.cofre.http.route.Route;
import io.cofre.http.route.Router;
import io.cofre.http.route.Router.Match;
import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.span.PayloadHash;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The whole HTTP surface: takes a request, gives its answer, throws nothing. In order: trace, size of the head, route,
 * caller, query, body, repetition, handler. Thread-safe where its random generator is.
 */
public final class Surface {
    private final Router router;
    private final Gate gate;
    private final SurfaceSettings settings;
    private final Bodies bodies;
    private final Cors cors;
    private final Repetition repetition;
    private final RandomGenerator random;
    private final FailureLog failures;
    private final Watch watch;

    /** Nobody looks on. */
    public Surface(
            Router router,
            Gate gate,
            SurfaceSettings settings,
            Repeats repeats,
            Function<byte[], PayloadHash> hash,
            RandomGenerator random,
            FailureLog failures) {
        this(router, gate, settings, repeats, hash, random, failures, Watch.nothing());
    }

    /**
     * Makes the surface of these routes.
     *
     * @param hash of a body's bytes: BLAKE3
     */
    public Surface(
            Router router,
            Gate gate,
            SurfaceSettings settings,
            Repeats repeats,
            Function<byte[], PayloadHash> hash,
            RandomGenerator random,
            FailureLog failures,
            Watch watch) {
        this.router = router;
        this.gate = gate;
        this.settings = settings;
        this.bodies = new Bodies(settings.jsonBodyBytes(), settings.jsonDepth());
        this.cors = new Cors(settings.corsOrigins());
        this.repetition = new Repetition(repeats, hash);
        this.random = random;
        this.failures = failures;
        this.watch = watch;
    }

    public Router router() {
        return router;
    }

    public Answer handle(Exchange incoming) {
        Head head = incoming.head();
        Watch.Begun begun = watch.begin(head, Trace.of(head.headers(), random));
        Around.Stay stay = begun.enter();
        try {
            Trace trace = begun.trace();
            Match match = router.match(head.method(), head.path());
            Answer answer = cors.mark(
                            head, Guarding.headers(head, guarded(match, incoming.with(trace, begun), trace.traceId())))
                    .with("traceparent", trace.traceparent());
            Optional<Route> route = match instanceof Match.Found found ? Optional.of(found.route()) : Optional.empty();
            return Watched.until(begun, route, head.method().equals("HEAD") ? answer.headOnly() : answer);
        } finally {
            stay.leave();
        }
    }

    /** Counts what was answered before there was an exchange; returns it. */
    public Answer unread(Answer answer) {
        watch.unread(answer);
        return answer;
    }

    private Answer guarded(Match match, Exchange exchange, String traceId) {
        try {
            return route(match, exchange, traceId);
        } catch (RefusedRequest refused) {
            return Problems.answer(refused.problem(), traceId);
        } catch (BadBody bad) {
            return Problems.answer(Problems.of(bad.fault()), traceId).with("Connection", "close");
        } catch (PortFailure failure) {
            failures.failed(exchange.head().method(), exchange.head().path(), traceId, failure);
            Answer answer = Problems.answer(Failures.problem(failure), traceId);
            return answer.status() == 503 ? answer.with("Retry-After", "1") : answer;
        } catch (IOException | RuntimeException failure) {
            // The edge: a fault of this program is told to its operator, and to the caller without its words.
            failures.failed(exchange.head().method(), exchange.head().path(), traceId, failure);
            return Problems.answer(Failures.internal(), traceId);
        }
    }

    private Answer route(Match match, Exchange exchange, String traceId) throws IOException {
        Head head = exchange.head();
        if (head.pathWithQuery().length() + head.headers().bytes() > settings.headerBytes()) {
            return Problems.answer(
                    Problem.of(
                            Code.REQUEST_HEADERS_TOO_LARGE,
                            "Target and headers are longer than " + settings.headerBytes() + " bytes."),
                    traceId);
        }
        return switch (match) {
            case Match.Found found -> admit(found.route(), exchange.withPath(found.parameters()), traceId);
            case Match.OtherMethods other when head.method().equals("OPTIONS") -> cors.options(head, other.allow());
            case Match.OtherMethods other ->
                Problems.answer(Problem.of(Code.REQUEST_METHOD, "This path takes " + other.allow() + "."), traceId)
                        .with("Allow", other.allow());
            case Match.NoSuchPath() ->
                Problems.answer(
                        Problem.of(Code.REQUEST_NOT_FOUND, "There is nothing at this path; /docs lists all paths."),
                        traceId);
        };
    }

    private Answer admit(Route route, Exchange exchange, String traceId) throws IOException {
        if (route.need() instanceof Requirement.Open) {
            return query(route, exchange, traceId);
        }
        return switch (gate.admit(exchange, route.need())) {
            case Gate.Admission.Admitted in ->
                query(route, exchange.with(in.principal()), traceId).with(in.headers());
            case Gate.Admission.TurnedAway away ->
                Problems.answer(away.problem(), traceId).with(away.headers());
        };
    }

    private Answer query(Route route, Exchange exchange, String traceId) throws IOException {
        var parameters = Query.parameters(exchange.head().query().orElse(""));
        if (parameters.isEmpty()) {
            return Problems.answer(
                    Problem.of(Code.REQUEST_MALFORMED, "The query is not percent-encoded UTF-8."), traceId);
        }
        return switch (Fields.read(parameters.get(), route.query())) {
            case Fields.Read.Good(Fields fields) -> body(route, exchange.withQuery(fields), traceId);
            case Fields.Read.Bad bad -> Problems.answer(Problems.ofQuery(bad.fault()), traceId);
        };
    }

    private Answer body(Route route, Exchange exchange, String traceId) throws IOException {
        return switch (bodies.read(exchange, route.takes())) {
            case Bodies.Reading.Bad(Problem problem) -> Problems.answer(problem, traceId);
            case Bodies.Reading.Read(Exchange read) ->
                repetition.handle(
                        read,
                        route,
                        () -> read.body().bytes(Integer.MAX_VALUE - 16).orElseThrow());
        };
    }
}
