package io.cofre.providers;

import io.cofre.ports.provider.ProviderCall;
import io.cofre.ports.provider.ProviderOutcome;
import io.cofre.ports.provider.ProviderOutcome.Abandoned;
import io.cofre.ports.provider.ProviderOutcome.Failed;
import io.cofre.ports.provider.ProviderOutcome.Kind;
import io.cofre.ports.provider.ProviderSink;
import io.cofre.ports.vault.SecretBytes;
import io.helidon.common.tls.Tls;
import io.helidon.webclient.api.Proxy;
import io.helidon.webclient.api.WebClient;
import io.helidon.webclient.http1.Http1Client;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Calls one provider over HTTP in its dialect: deadline, cancelling, and the one retry. Thread-safe. */
final class HttpCalls implements AutoCloseable {
    private static final Duration LEAST_REST = Duration.ofMillis(100);
    private static final Duration MOST_REST = Duration.ofSeconds(2);

    private final ProviderSettings settings;
    private final Dialect dialect;
    private final RandomGenerator random;
    private final Http1Client client;
    private final Connections connections;
    private final ProviderJson json;
    private final ScheduledThreadPoolExecutor deadlines;

    HttpCalls(ProviderSettings settings, Dialect dialect, RandomGenerator random) {
        this(
                settings,
                dialect,
                random,
                settings.tls()
                        ? Tls.builder().build()
                        : Tls.builder().enabled(false).build());
    }

    HttpCalls(ProviderSettings settings, Dialect dialect, RandomGenerator random, Tls tls) {
        this.settings = settings;
        this.dialect = dialect;
        this.random = random;
        WebClient web = webClient(settings, tls);
        this.client = web.client(Http1Client.PROTOCOL);
        this.connections = new Connections(web, settings, tls);
        this.json = new ProviderJson(settings.mostAnswerBytes());
        this.deadlines = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "provider-deadlines-" + settings.name());
            thread.setDaemon(true);
            return thread;
        });
        deadlines.setRemoveOnCancelPolicy(true);
    }

    static WebClient webClient(ProviderSettings settings, Tls tls) {
        return WebClient.builder()
                .servicesDiscoverServices(false)
                // The key goes to the address set, and to no other.
                .followRedirects(false)
                .proxy(Proxy.noProxy())
                .tls(tls)
                .sendExpectContinue(false)
                .readTimeout(settings.silence())
                // Without it a small write waits for the acknowledgement of the one before, 40 ms and more.
                .socketOptions(options -> options.tcpNoDelay(true)
                        .connectTimeout(settings.connectTimeout())
                        .readTimeout(settings.silence()))
                .build();
    }

    String name() {
        return settings.name();
    }

    ProviderOutcome invoke(ProviderCall call, SecretBytes key, ProviderSink sink) {
        String headerKey = key.reveal(bytes -> new String(bytes, StandardCharsets.ISO_8859_1));
        if (!headerKey.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return failed(Kind.UNAUTHORIZED, "the key of the provider has characters that no header takes");
        }
        Course course = new Course(call.deadline());
        ScheduledFuture<?> late;
        try {
            late = deadlines.schedule(
                    () -> course.end(Course.End.LATE), course.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return failed(Kind.UNAVAILABLE, "the client of the provider is closed");
        }
        try {
            sink.onAbandoned(() -> course.end(Course.End.ABANDONED));
            return invoke(call, headerKey, new Cleaning(key, call.model()), sink, course);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(Kind.UNAVAILABLE, "the call was interrupted");
        } finally {
            late.cancel(false);
            course.end(Course.End.BY_ITSELF);
        }
    }

    private ProviderOutcome invoke(ProviderCall call, String key, Cleaning cleaning, ProviderSink sink, Course course)
            throws InterruptedException {
        byte[] body = json.bytes(dialect.body(call));
        boolean again = true;
        while (true) {
            Attempt attempt = new Attempt(settings, dialect, client, connections, json, cleaning, course);
            ProviderOutcome outcome = attempt.run(call, key, body, sink);
            if (!again || !attempt.isSafeToRepeat() || course.isOver()) {
                return outcome;
            }
            again = false;
            Duration asked =
                    outcome instanceof Failed failed ? failed.retryAfter().orElse(Duration.ZERO) : Duration.ZERO;
            Duration rest = longer(asked, LEAST_REST).plusMillis(random.nextInt(200));
            if (rest.compareTo(MOST_REST) > 0 || rest.compareTo(course.left()) >= 0) {
                return outcome;
            }
            if (!course.rest(rest)) {
                return course.how() == Course.End.ABANDONED
                        ? new Abandoned(outcome.usage(), outcome.requestId())
                        : outcome;
            }
        }
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        connections.close();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Failed failed(Kind kind, String detail) {
        return new Failed(kind, false, detail, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
