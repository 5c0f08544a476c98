package io.cofre.providers;

import io.cofre.ports.provider.ProviderCall;
import io.cofre.ports.provider.ProviderOutcome;
import io.cofre.ports.provider.ProviderOutcome.Abandoned;
import io.cofre.ports.provider.ProviderOutcome.Completed;
import io.cofre.ports.provider.ProviderOutcome.Failed;
import io.cofre.ports.provider.ProviderOutcome.Kind;
import io.cofre.ports.provider.ProviderSink;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.webclient.api.TcpClientConnection;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientRequest;
import io.helidon.webclient.http1.Http1ClientResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** One request and its answer; used once, on one thread. */
final class Attempt {
    /** The gateway before the provider, or the provider before it began: no answer was made, none is billed. */
    private static final Set<Integer> SAFE_TO_REPEAT = Set.of(502, 503, 529);

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final Duration END_AFTER_THE_LAST_EVENT = Duration.ofMillis(200);
    private static final String EVENTS = "text/event-stream";
    private static final int MOST_ERROR_BYTES = 64 * 1024;

    private final ProviderSettings settings;
    private final Dialect dialect;
    private final Http1Client client;
    private final Connections connections;
    private final ProviderJson json;
    private final Cleaning cleaning;
    private final Course course;
    private boolean safeToRepeat;
    private Optional<String> requestId = Optional.empty();

    Attempt(
            ProviderSettings settings,
            Dialect dialect,
            Http1Client client,
            Connections connections,
            ProviderJson json,
            Cleaning cleaning,
            Course course) {
        this.settings = settings;
        this.dialect = dialect;
        this.client = client;
        this.connections = connections;
        this.json = json;
        this.cleaning = cleaning;
        this.course = course;
    }

    /** Whether the provider cannot have begun an answer. */
    boolean isSafeToRepeat() {
        return safeToRepeat;
    }

    ProviderOutcome run(ProviderCall call, String key, byte[] body, ProviderSink sink) throws InterruptedException {
        Answer answer = new Answer(sink);
        CallConnection connection;
        try {
            connection = connect();
        } catch (TimeoutException e) {
            return ended(answer);
        } catch (ExecutionException e) {
            safeToRepeat = true;
            Broken broken = new Broken("no connection", e);
            return failed(answer, broken.kind(), "no connection to " + settings.baseUrl() + ": " + broken.reason());
        }
        boolean done = false;
        course.uses(connection);
        try {
            ProviderOutcome outcome = exchange(call, key, body, answer, connection);
            done = true;
            return outcome;
        } catch (Broken e) {
            return course.isOver() ? ended(answer) : failed(answer, e.kind(), broken(e));
        } catch (ProviderJson.Garbage e) {
            return failed(answer, Kind.UNAVAILABLE, String.valueOf(e.getMessage()));
        } finally {
            // What ends the call from now on must not close the connection under its next user.
            if (course.parts(connection) && done && connection.reusable()) {
                connections.rest(connection.tcp());
            } else {
                connection.closeResource();
            }
        }
    }

    private CallConnection connect() throws ExecutionException, TimeoutException, InterruptedException {
        Optional<TcpClientConnection> resting = connections.resting();
        if (resting.isPresent()) {
            return new CallConnection(resting.get(), settings.mostAnswerBytes());
        }
        CompletableFuture<TcpClientConnection> opening = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                opening.complete(connections.open());
            } catch (RuntimeException | Error e) {
                // Whatever it is, it is the caller's, who waits on another thread.
                opening.completeExceptionally(e);
            }
        });
        return new CallConnection(course.await(opening), settings.mostAnswerBytes());
    }

    private ProviderOutcome exchange(
            ProviderCall call, String key, byte[] body, Answer answer, CallConnection connection) throws Broken {
        Http1ClientResponse response = send(call, key, body, connection);
        Headers headers = response.headers();
        requestId = headers.first(HeaderNames.create(dialect.requestIdHeader()))
                .filter(id -> REQUEST_ID.matcher(id).matches() && !cleaning.holdsKey(id));
        AnswerBytes in = new AnswerBytes(response);
        int status = response.status().code();
        if (status != 200) {
            safeToRepeat = SAFE_TO_REPEAT.contains(status);
            return refusal(status, headers, in, answer);
        }
        boolean events = headers.first(HeaderNames.CONTENT_TYPE)
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .startsWith(EVENTS);
        if (events) {
            stream(in, answer, connection);
        } else {
            dialect.whole(json.read(in.all()), answer);
        }
        if (course.isOver()) {
            return ended(answer);
        }
        if (answer.fault().isPresent()) {
            Answer.Fault fault = answer.fault().get();
            return failed(answer, fault.kind(), settings.name() + " broke off: " + cleaning.clean(fault.words()));
        }
        if (!answer.isWhole()) {
            throw new Broken("the stream ended before the answer did");
        }
        return new Completed(answer.text(), answer.usage(), requestId);
    }

    private Http1ClientResponse send(ProviderCall call, String key, byte[] body, CallConnection connection)
            throws Broken {
        Http1ClientRequest request = client.post()
                .uri(settings.at(dialect.path()))
                .skipUriEncoding(true)
                .connection(connection)
                .header(HeaderNames.CONTENT_TYPE, "application/json")
                .header(HeaderNames.ACCEPT, call.stream() ? EVENTS : "application/json")
                .header(HeaderNames.ACCEPT_ENCODING, "identity");
        // Marked as sensitive, so that no logging of the client shows them.
        dialect.headers(key)
                .forEach((name, value) ->
                        request.header(HeaderValues.create(HeaderNames.create(name), false, true, value)));
        call.traceparent().ifPresent(trace -> request.header(HeaderNames.create("traceparent"), trace));
        try {
            return request.submit(body);
        } catch (RuntimeException e) {
            // Helidon's client has no one family for what goes wrong before the head of an answer has come.
            throw new Broken("no answer", e);
        }
    }

    private void stream(AnswerBytes in, Answer answer, CallConnection connection) throws Broken {
        EventStream events = new EventStream(in);
        try {
            boolean more = true;
            while (more && !course.isOver()) {
                if (answer.isUnheard()) {
                    course.end(Course.End.ABANDONED);
                    return;
                }
                Optional<EventStream.Event> event = events.next();
                if (event.isEmpty()) {
                    return;
                }
                more = dialect.event(event.get(), json, answer);
            }
        } catch (Broken e) {
            throw e;
        } catch (IOException e) {
            throw new Broken(String.valueOf(e.getMessage()));
        }
        if (answer.isWhole()) {
            in.readToTheEnd(connection, END_AFTER_THE_LAST_EVENT);
        }
    }

    private ProviderOutcome refusal(int status, Headers headers, AnswerBytes in, Answer answer) {
        String words;
        try {
            words = cleaning.clean(dialect.errorWords(json.read(in.readNBytes(MOST_ERROR_BYTES))));
        } catch (IOException | ProviderJson.Garbage e) {
            words = "";
        }
        if (course.isOver()) {
            return ended(answer);
        }
        String detail = settings.name() + " answered " + status + (words.isEmpty() ? "" : ": " + words);
        return new Failed(kindOf(status), false, detail, answer.usage(), requestId, RetryAfter.of(headers));
    }

    private ProviderOutcome ended(Answer answer) {
        return course.how() == Course.End.ABANDONED
                ? new Abandoned(answer.usage(), requestId)
                : failed(answer, Kind.TIMEOUT, settings.name() + " was not done by the deadline");
    }

    private Failed failed(Answer answer, Kind kind, String detail) {
        return new Failed(kind, answer.begun(), detail, answer.usage(), requestId, Optional.empty());
    }

    private String broken(Broken e) {
        return e.kind() == Kind.TIMEOUT
                ? settings.name() + " said nothing for " + settings.silence().toSeconds() + " s"
                : "the connection to " + settings.name() + " broke: " + e.reason();
    }

    private static Kind kindOf(int status) {
        return switch (status) {
            case 401, 403 -> Kind.UNAUTHORIZED;
            case 429 -> Kind.RATE_LIMITED;
            default -> status >= 400 && status < 500 ? Kind.REFUSED : Kind.UNAVAILABLE;
        };
    }
}
