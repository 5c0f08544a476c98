package io.cofre.assembly.kill;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Writers that go on until they are told to stop, whatever becomes of the node; and what they were told. */
final class Load {
    static final String RUN = "load";
    private static final int WRITERS = 4;
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(60);

    private final Map<Attempt.Kind, Set<String>> done = new EnumMap<>(Attempt.Kind.class);
    private final Queue<Attempt> open = new ConcurrentLinkedQueue<>();
    private final String adminToken;
    private final String ownerToken;

    Load(String adminToken, String ownerToken) {
        this.adminToken = adminToken;
        this.ownerToken = ownerToken;
        for (Attempt.Kind kind : Attempt.Kind.values()) {
            done.put(kind, ConcurrentHashMap.newKeySet());
        }
    }

    /** The names of what was acknowledged. */
    Set<String> done(Attempt.Kind kind) {
        return done.getOrDefault(kind, Set.of());
    }

    /** How many requests nobody knows the end of. */
    int open() {
        return open.size();
    }

    /** Something that happens beside the writers. */
    @FunctionalInterface
    interface Meanwhile {
        void happen() throws Exception;
    }

    /** Writes while something happens, and until a moment after it. */
    void during(Api api, RandomGenerator random, Meanwhile event) throws Exception {
        List<Future<?>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WRITERS; i++) {
                long seed = random.nextLong();
                writers.add(threads.submit(() -> {
                    write(api, Soak.random(seed));
                    return true;
                }));
            }
            try {
                event.happen();
            } finally {
                threads.shutdownNow();
            }
        }
        for (Future<?> writer : writers) {
            try {
                writer.get();
            } catch (ExecutionException e) {
                throw new AssertionError("a writer failed", e.getCause());
            }
        }
    }

    private void write(Api api, RandomGenerator random) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Optional<Attempt> attempt = next(api, random);
                if (attempt.isPresent()) {
                    // Before it is sent: a writer may be stopped while it waits for the answer.
                    open.add(attempt.get());
                    send(api, attempt.get());
                }
            }
        } catch (InterruptedException e) {
            // Told to stop; what was sent last is open.
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Attempt> next(Api api, RandomGenerator random) throws InterruptedException {
        String name = Long.toHexString(random.nextLong());
        int dice = random.nextInt(20);
        if (dice == 0) {
            return Optional.of(new Attempt(
                    Attempt.Kind.KEY,
                    "{\"wallet_id\":\"" + Callers.wallet(RUN) + "\",\"tenant_id\":\"acme\",\"scopes\":[\"memory.*\"],"
                            + "\"ttl_hours\":24,\"description\":\"load " + name + "\"}",
                    Optional.of(name)));
        }
        if (dice < 7) {
            return note(api.with(ownerToken), new UUID(random.nextLong(), random.nextLong()).toString(), name);
        }
        return Optional.of(
                new Attempt(Attempt.Kind.MEMORY, "{\"content\":\"espresso " + name + "\"}", Optional.of(name)));
    }

    /** Empty where it could not be signed: nothing was written then. */
    private static Optional<Attempt> note(Api api, String id, String text) throws InterruptedException {
        ObjectNode span = Notes.unsigned(RUN, id, 0, text);
        Optional<Api.Answer> signed =
                api.post("/wallet/sign/span", "{\"kid\":\"kid_ed25519_main\",\"span\":" + span + "}", Optional.empty());
        if (signed.filter(Api.Answer::good).isEmpty()) {
            signed.filter(answer -> answer.status() < 500 && answer.status() != 429)
                    .ifPresent(refused -> {
                        throw new AssertionError("not signed: " + refused);
                    });
            TimeUnit.MILLISECONDS.sleep(20);
            return Optional.empty();
        }
        span.set("payload_hash", signed.get().body().get("payload_hash"));
        span.set("sig", signed.get().body().get("sig"));
        return Optional.of(new Attempt(Attempt.Kind.NOTE, span.toString(), Optional.empty()));
    }

    private void send(Api api, Attempt attempt) throws InterruptedException {
        Api as = api.with(attempt.kind() == Attempt.Kind.KEY ? adminToken : ownerToken);
        switch (attempt.send(as)) {
            case Attempt.Sent.Done(String name) -> {
                done(attempt.kind()).add(name);
                open.remove(attempt);
            }
            case Attempt.Sent.Open() -> TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Sends again whatever has no end yet, until all is done. */
    void settle(Api api) throws InterruptedException {
        long end = System.nanoTime() + SETTLED_WITHIN.toNanos();
        while (!open.isEmpty()) {
            for (Attempt attempt : List.copyOf(open)) {
                send(api, attempt);
            }
            if (!open.isEmpty() && System.nanoTime() > end) {
                throw new AssertionError(
                        open.size() + " requests have no end after " + SETTLED_WITHIN + ", such as " + open.peek());
            }
        }
    }
}
