package io.cofre.assembly.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Callers of one node who write, read and ask, each one request after the other, until they are told to stop. */
final class Crowd implements AutoCloseable {
    static final int SIZE = 24;

    /** What a caller asks for. */
    enum Deed {
        MEMORY,
        NOTE,
        READ,
        WHO
    }

    /**
     * A request.
     *
     * @param name of a memory's idempotency key, or a note's id
     */
    record Request(Deed deed, String name, String body) {
        HttpResponse<String> send(Caller caller) {
            return switch (deed) {
                case MEMORY -> caller.once(name, "/cli/memory.add", body);
                case NOTE -> caller.post("/api/spans", body);
                case READ -> caller.get("/api/spans?limit=5");
                case WHO -> caller.get("/auth/whoami");
            };
        }
    }

    /**
     * What was heard.
     *
     * @param code of a refusal, else empty
     * @param spans that a refusal names, else those that were made
     */
    record Heard(Request request, int status, String code, List<String> spans, long from, long to) {
        boolean done() {
            return status < 300;
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final Caller caller;
    private final OutsideKey key;
    private final Random random;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final List<Future<?>> members = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Begins.
     *
     * @param key signs its notes; the node's vault is not asked
     */
    Crowd(Caller caller, OutsideKey key, long seed) {
        this.caller = new Caller(client, caller.node(), caller.token());
        this.key = key;
        this.random = new Random(seed);
        for (int i = 0; i < SIZE; i++) {
            int first = i;
            members.add(threads.submit(() -> {
                for (int next = first; !stopping.get(); next++) {
                    call(request(Deed.values()[next % Deed.values().length]));
                }
                return true;
            }));
        }
    }

    private Request request(Deed deed) {
        UUID id;
        synchronized (random) {
            id = new UUID(random.nextLong(), random.nextLong());
        }
        String name = id.toString();
        return new Request(
                deed,
                name,
                switch (deed) {
                    case MEMORY -> "{\"content\":\"espresso " + name + "\"}";
                    case NOTE ->
                        key.signed(WholeRun.note(name, 0, "private", "crowd")).toString();
                    case READ, WHO -> "";
                });
    }

    private void call(Request request) {
        long from = System.nanoTime();
        HttpResponse<String> answer = request.send(caller);
        heard.add(heard(request, answer, from, System.nanoTime()));
    }

    private static Heard heard(Request request, HttpResponse<String> answer, long from, long to) {
        JsonNode body = WholeRun.tree(answer);
        List<String> spans = new ArrayList<>();
        if (answer.statusCode() >= 400) {
            body.path("spans").forEach(span -> spans.add(span.path("id").asText()));
        }
        Optional.ofNullable(body.get("span_id")).ifPresent(id -> spans.add(id.asText()));
        return new Heard(request, answer.statusCode(), body.path("code").asText(), spans, from, to);
    }

    /** Sends a request again, as a caller does who was not told its end. */
    Heard again(Request request) {
        return heard(request, request.send(caller), 0, 0);
    }

    /** All that was heard up to now. */
    List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** Lets each finish its request. */
    void stop() throws InterruptedException, ExecutionException {
        stopping.set(true);
        for (Future<?> member : members) {
            member.get();
        }
    }

    @Override
    public void close() {
        stopping.set(true);
        threads.close();
        client.close();
    }
}
