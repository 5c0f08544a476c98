package io.cofre.http.helidon;

import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.EventSink;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.exchange.Head;
import io.cofre.http.exchange.Headers;
import io.cofre.http.exchange.RequestBody;
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
import java.util.random.RandomGenerator;

/** Hands requests to the surface and sends its answers. */
final class Carrying implements Handler {
    private final WatchedConnections connections;
    private final RandomGenerator random;
    private final AtomicReference<Carried> carried;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private long answering;

    /**
     * What gives the answers.
     *
     * @param draining whether each answer is the last of its connection
     */
    private record Carried(Function<Exchange, Answer> answers, AtomicBoolean draining) {}

    /** Answers that the node is starting. */
    Carrying(WatchedConnections connections, RandomGenerator random) {
        this.connections = connections;
        this.random = random;
        this.carried =
                new AtomicReference<>(new Carried(exchange -> Unreadable.STARTING.answer(random), new AtomicBoolean()));
    }

    /** From now on these are the answers. */
    void serve(Function<Exchange, Answer> answers, AtomicBoolean draining) {
        carried.set(new Carried(answers, draining));
    }

    /** Each answer is the last of its connection from now on. */
    void drain() {
        carried.get().draining().set(true);
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

    /** Waits until nothing is being answered, or the time is over. */
    void awaitQuiet(Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (answering > 0 && left > 0) {
                left = quiet.awaitNanos(left);
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
            if (answering == 0) {
                quiet.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        count(1);
        try {
            Headers headers = headers(request);
            send(
                    twoEnds(headers)
                            ? Unreadable.TWO_LENGTHS.answer(random)
                            : carried.get().answers().apply(exchange(request, headers)),
                    response);
        } finally {
            count(-1);
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
        RequestBody body =
                request.content().hasEntity() ? RequestBody.of(request.content().inputStream()) : RequestBody.empty();
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

    private void send(Answer answer, ServerResponse response) {
        response.status(answer.status());
        answer.headers().forEach((name, value) -> response.headers().add(HeaderValues.create(name, value)));
        // What was refused unread would have to be read to its end before the next request.
        if (answer.status() == 413
                || answer.headers().has("Connection")
                || carried.get().draining().get()) {
            response.headers().set(HeaderValues.CONNECTION_CLOSE);
        }
        switch (answer.body()) {
            case Answer.Nothing nothing -> response.send();
            case Answer.Whole whole -> response.send(whole.bytes());
            case Answer.Stream stream -> stream(response, stream.writer());
            case Answer.Events events -> {
                response.headers().setIfAbsent(HeaderValues.create(HeaderNames.create("X-Accel-Buffering"), "no"));
                stream(response, out -> events.source().send(new EventSink(out)));
            }
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
