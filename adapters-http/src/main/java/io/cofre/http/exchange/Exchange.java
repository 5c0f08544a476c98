package io.cofre.http.exchange;

import io.cofre.domain.Principal;
import io.cofre.http.json.Fields;
import java.util.Map;
import java.util.Optional;

/** One request on its way to its handler: each step of the way adds what it found out. */
public final class Exchange {
    private final Head head;
    private final RequestBody body;
    private final Connection connection;
    private final Around around;
    private final Found found;

    private Exchange(Head head, RequestBody body, Connection connection, Around around, Found found) {
        this.head = head;
        this.body = body;
        this.connection = connection;
        this.around = around;
        this.found = found;
    }

    /** What the steps found out so far. */
    private record Found(
            Optional<Trace> trace,
            Optional<Principal> principal,
            Map<String, String> path,
            Fields query,
            Fields json,
            Optional<OnceRequest> once) {}

    public static Exchange of(Head head, RequestBody body, Connection connection) {
        return new Exchange(
                head,
                body,
                connection,
                Around.nothing(),
                new Found(
                        Optional.empty(), Optional.empty(), Map.of(), Fields.none(), Fields.none(), Optional.empty()));
    }

    public Head head() {
        return head;
    }

    public Headers headers() {
        return head.headers();
    }

    public RequestBody body() {
        return body;
    }

    public Connection connection() {
        return connection;
    }

    /** What looks on while the request is answered. */
    public Around around() {
        return around;
    }

    public Trace trace() {
        return found.trace().orElseThrow(() -> new IllegalStateException("the request has no trace yet"));
    }

    /** Whoever calls; only on a route that asks for a credential. */
    public Principal principal() {
        return found.principal().orElseThrow(() -> new IllegalStateException("the route asks for no credential"));
    }

    /** A parameter of the route's path, decoded. */
    public String path(String name) {
        return Optional.ofNullable(found.path().get(name))
                .orElseThrow(() -> new IllegalStateException("the route's path has no {" + name + "}"));
    }

    /** The query's parameters, checked against the route's schema. */
    public Fields query() {
        return found.query();
    }

    /** The members of the JSON body, checked against the route's schema. */
    public Fields json() {
        return found.json();
    }

    /** There where the caller sent {@code Idempotency-Key} on a route that takes it. */
    public Optional<OnceRequest> once() {
        return found.once();
    }

    public Exchange with(Trace trace, Around watching) {
        return new Exchange(
                head,
                body,
                connection,
                watching,
                new Found(
                        Optional.of(trace),
                        found.principal(),
                        found.path(),
                        found.query(),
                        found.json(),
                        found.once()));
    }

    public Exchange with(Principal principal) {
        return new Exchange(
                head,
                body,
                connection,
                around,
                new Found(
                        found.trace(),
                        Optional.of(principal),
                        found.path(),
                        found.query(),
                        found.json(),
                        found.once()));
    }

    public Exchange withPath(Map<String, String> path) {
        return new Exchange(
                head,
                body,
                connection,
                around,
                new Found(
                        found.trace(), found.principal(), Map.copyOf(path), found.query(), found.json(), found.once()));
    }

    public Exchange withQuery(Fields query) {
        return new Exchange(
                head,
                body,
                connection,
                around,
                new Found(found.trace(), found.principal(), found.path(), query, found.json(), found.once()));
    }

    public Exchange withJson(Fields json) {
        return new Exchange(
                head,
                body,
                connection,
                around,
                new Found(found.trace(), found.principal(), found.path(), found.query(), json, found.once()));
    }

    public Exchange with(OnceRequest once) {
        return new Exchange(
                head,
                body,
                connection,
                around,
                new Found(
                        found.trace(),
                        found.principal(),
                        found.path(),
                        found.query(),
                        found.json(),
                        Optional.of(once)));
    }
}
