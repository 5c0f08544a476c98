package io.cofre.http.helidon;

import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.EventSink;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.exchange.Head;
import io.cofre.http.exchange.Headers;
import io.cofre.http.exchange.RequestBody;
import io.cofre.http.surface.Surface;
import io.cofre.http.surface.Unreadable;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Hands requests to the surface and sends its answers. */
final class Carrying implements Handler {
    private static final Duration CALM = Duration.ofMillis(200);

    private final WatchedConnections connections;
    private final RandomGenerator random;
    private final AtomicReference<Carried> carried;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private long answering;
    private long changed = System.nanoTime();

    /**
     * What gives the answers.
     *
     * @param unread counts answers to what is no exchange
     * @param draining whether each answer is the last of its connection
     */
    private record Carried(Function<Exchange, Answer> answers, UnaryOperator<Answer> unread, AtomicBoolean draining) {}

    /** Answers that the node is starting. */
    Carrying(WatchedConnections connections, RandomGenerator random) {
        this.connections = connections;
        this.random = random;
        this.carried = new AtomicReference<>(new Carried(
                exchange -> Unreadable.STARTING.answer(random), UnaryOperator.identity(), new AtomicBoolean()));
    }

    /** From now on the surface answers. */
    void serve(Surface surface, AtomicBoolean draining) {
        carried.set(new Carried(surface::handle, surface::unread, draining));
    }

    /** Each answer is the last of its connection from now on, and a new connection gets none but that. */
    void drain() {
        connections.turnAway();
        carried.get().draining().set(true);
        lock.lock();
        try {
            if (connections.areOpen()) {
                changed = System.nanoTime();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Counts what was answered without the surface; returns it. */
    Answer unread(Answer answer) {
        return carried.get().unread().apply(answer);
    }

    /** Requests whose answers are not whole yet. */
    long answering() {
        lock.lock();
        try {
            return answering;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until nothing has been answered for a moment, or the time is over. The moment is for callers who had an
     * answer just before the drain: their next request may be on its way.
     */
    void awaitQuiet(Duration atMost) {
        lock.lock();
        try {
            long end = System.nanoTime() + atMost.toNanos();
            for (long left = atMost.toNanos(); left > 0; left = end - System.nanoTime()) {
                long calm = answering > 0 ? left : CALM.toNanos() - (System.nanoTime() - changed);
                if (calm <= 0) {
                    return;
                }
                var unused = quiet.awaitNanos(Math.min(calm, left));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void count(int change) {
        lock.lock();
        try {
            answering += change;
            changed = System.nanoTime();
            if (answering == 0) {
                quiet.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        Deadlines deadlines = connections.deadlines();
        deadlines.atBody();
        switch (connections.standing()) {
            case LATE -> send(unread(Unreadable.STOPPING.answer(random)), request, response);
            case EXCESS -> send(unread(Unreadable.FULL.answer(random)), request, response);
            case SERVED -> answer(request, response);
        }
        end(request, response);
        deadlines.atEnd();
    }

    private void answer(ServerRequest request, ServerResponse response) {
        count(1);
        try {
            Headers headers = headers(request);
            send(
                    twoEnds(headers)
                            ? unread(Unreadable.TWO_LENGTHS.answer(random))
                            : carried.get().answers().apply(exchange(request, headers)),
                    request,
                    response);
        } finally {
            count(-1);
        }
    }

    /**
     * What was not read of the body ends before the next request begins, within its deadlines. After the last answer
     * nothing more is a request: Helidon would take what is left of the body for one.
     */
    private void end(ServerRequest request, ServerResponse response) {
        boolean whole = !request.content().hasEntity() || request.content().consumed();
        if (response.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
            if (!whole) {
                connections.linger();
            }
            throw new CloseConnectionException("the last answer of its connection was sent");
        }
        if (!whole) {
            try {
                request.content().consume();
            } catch (RuntimeException e) {
                // The answer was sent: there is nobody to tell.
                throw new CloseConnectionException("a body that nobody read did not end", e);
            }
        }
    }

    /** Where proxy and server may disagree on the end of a body, another request could hide in it (RFC 9112, 6.3). */
    private static boolean twoEnds(Headers headers) {
        List<String> codings = headers.all("Transfer-Encoding");
        int lengths = headers.all("Content-Length").size();
        return lengths > 1 || (!codings.isEmpty() && (lengths > 0 || !codings.equals(List.of("chunked"))));
    }

    private Exchange exchange(ServerRequest request, Headers headers) {
        String query = request.prologue().query().rawValue();
        Head head = new Head(
                request.prologue().method().text(),
                request.prologue().uriPath().rawPath(),
                query.isEmpty() ? Optional.empty() : Optional.of(query),
                headers,
                address(request.remotePeer().address()),
                request.isSecure());
        RequestBody body = request.content().hasEntity()
                ? RequestBody.of(new Receiving(request.content().inputStream()))
                : RequestBody.empty();
        return Exchange.of(head, body, connections.current());
    }

    private static Headers headers(ServerRequest request) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (Header header : request.headers()) {
            for (String value : header.allValues()) {
                fields.add(Map.entry(header.name(), value));
            }
        }
        return Headers.of(fields);
    }

    private static String address(SocketAddress address) {
        return address instanceof InetSocketAddress internet && internet.getAddress() != null
                ? internet.getAddress().getHostAddress()
                : "";
    }

    private void send(Answer answer, ServerRequest request, ServerResponse response) {
        response.status(answer.status());
        answer.headers().forEach((name, value) -> response.headers().add(HeaderValues.create(name, value)));
        // What was refused unread would have to be read to its end before the next request.
        if (answer.status() == 413
                || answer.headers().has("Connection")
                || waitsToSend(request)
                || carried.get().draining().get()) {
            response.headers().set(HeaderValues.CONNECTION_CLOSE);
        }
        switch (answer.body()) {
            case Answer.Nothing nothing -> response.send();
            case Answer.Whole whole -> whole(response, whole.bytes());
            case Answer.Stream stream -> stream(response, stream.writer());
            case Answer.Events events -> {
                response.headers().setIfAbsent(HeaderValues.create(HeaderNames.create("X-Accel-Buffering"), "no"));
                stream(response, out -> events.source().send(new EventSink(out)));
            }
        }
    }

    /** Whether the caller will not send its body any more, having asked first and heard an answer instead. */
    private static boolean waitsToSend(ServerRequest request) {
        return request.headers().contains(HeaderValues.EXPECT_100)
                && request.content().hasEntity()
                && !request.content().consumed();
    }

    private static void whole(ServerResponse response, byte[] bytes) {
        try {
            response.send(bytes);
        } catch (UncheckedIOException e) {
            // Any caller can bring this about by going away: it is nothing to log.
            throw new CloseConnectionException("an answer was cut off", e);
        }
    }

    private static void stream(ServerResponse response, Answer.Writer writer) {
        try (OutputStream out = new Sending(response.outputStream())) {
            writer.write(out);
        } catch (IOException e) {
            // The head is gone: only a connection that breaks off says that the answer is not whole.
            throw new CloseConnectionException("an answer was cut off", e);
        }
    }
}
