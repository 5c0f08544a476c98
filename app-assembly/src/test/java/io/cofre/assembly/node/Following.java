package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.assembly.traffic.Traffic;
import io.cofre.http.exchange.Headers;
import io.cofre.http.traffic.Call;
import io.cofre.http.traffic.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A caller who follows {@code /api/timeline/stream}. */
final class Following implements AutoCloseable {
    private static final String PATH = "/api/timeline/stream";

    private final HttpResponse<Stream<String>> answer;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> told = new ArrayList<>();

    private final String token;

    private Following(HttpResponse<Stream<String>> answer, String token) {
        this.answer = answer;
        this.token = token;
        Thread.ofVirtual().start(this::listen);
    }

    private void listen() {
        try {
            answer.body().forEach(lines::add);
        } catch (UncheckedIOException closed) {
            // Nobody listens any more.
        }
    }

    /** From now on: what was appended before is not told. */
    static Following by(Caller caller) throws IOException, InterruptedException {
        return open(caller, PATH);
    }

    static Following fromTheBeginning(Caller caller) throws IOException, InterruptedException {
        return open(caller, PATH + "?after_position=0");
    }

    private static Following open(Caller caller, String target) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(caller.node().resolve(target))
                .header("Authorization", "ApiKey " + caller.token())
                .build();
        Following following =
                new Following(caller.client().send(request, HttpResponse.BodyHandlers.ofLines()), caller.token());
        assertThat(following.answer.statusCode()).isEqualTo(200);
        following.awaited(": following");
        return following;
    }

    /** All that was told up to the end of the event that holds this text. */
    List<String> until(String text) throws InterruptedException {
        awaited(text);
        awaited("");
        return List.copyOf(told);
    }

    private void awaited(String text) throws InterruptedException {
        String line;
        do {
            line = Objects.requireNonNull(lines.poll(20, TimeUnit.SECONDS), () -> "nothing more came after " + told);
            told.add(line);
        } while (!(text.isEmpty() ? line.isEmpty() : line.contains(text)));
    }

    @Override
    public void close() {
        answer.body().close();
        Traffic.check(
                Call.get(PATH).key(token),
                new Seen(
                        200,
                        Headers.of(
                                "Content-Type",
                                answer.headers().firstValue("Content-Type").orElse("")),
                        String.join("\n", told) + "\n"));
    }
}
