package io.cofre.http.routes;

import io.cofre.domain.Code;
import io.cofre.domain.Cofre;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.auth.Requirement;
import io.cofre.domain.ledger.ExportLine;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Connection;
import io.cofre.http.exchange.EventSink;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.json.Schema;
import io.cofre.http.problem.RefusedRequest;
import io.cofre.http.route.Route;
import io.cofre.ports.span.SpanFilter;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.span.Timeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** What is appended, as it is appended (spec 03, {@code GET /api/timeline/stream}). */
public final class TimelineRoutes {
    private static final Requirement READ = Requirement.of("span.read");
    private static final int PAGE = 100;
    private static final int GLANCE_SECONDS = 1;
    private static final int HEARTBEAT_SECONDS = 10;

    private final Cofre.Ledger ledger;
    private final Timeline timeline;
    private final Predicate<Principal> stands;
    private final BooleanSupplier draining;

    /**
     * Makes the route.
     *
     * @param stands asked before each span: a stream does not outlive its credential
     * @param draining whether the node is stopping, which ends every stream
     */
    public TimelineRoutes(
            Cofre.Ledger ledger, Timeline timeline, Predicate<Principal> stands, BooleanSupplier draining) {
        this.ledger = ledger;
        this.timeline = timeline;
        this.stands = stands;
        this.draining = draining;
    }

    public List<Route> routes() {
        return List.of(Route.get("/api/timeline/stream")
                .need(READ)
                .says("Ledger", "What is appended from now on, or after Last-Event-ID, as server-sent events")
                .query(Schema.object().maybe("after_position", Shapes.POSITION, "instead of Last-Event-ID"))
                .header("Last-Event-ID", Schema.text(20).pattern("^[0-9]+$"), "the id of the last event that was seen")
                .gives(200, "text/event-stream", SpanShapes.LINE, "Events span; the id is the position")
                .to(this::stream));
    }

    private Answer stream(Exchange exchange) {
        Principal principal = exchange.principal();
        long from = from(exchange);
        return Answer.events(events -> {
            Semaphore news = new Semaphore(0);
            AtomicBoolean gone = new AtomicBoolean();
            Connection.Watch watch = exchange.connection().whenGone(() -> {
                gone.set(true);
                news.release();
            });
            Timeline.Subscription subscription = timeline.subscribe(signal -> news.release());
            try {
                follow(principal, from, events, news, gone);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                subscription.close();
                watch.end();
            }
        });
    }

    private void follow(Principal principal, long from, EventSink events, Semaphore news, AtomicBoolean gone)
            throws IOException, InterruptedException {
        events.comment("following");
        long position = from;
        long told = System.nanoTime();
        do {
            List<StoredSpan> page = ledger.follow().after(principal, position, PAGE);
            for (StoredSpan span : page) {
                if (!stands.test(principal)) {
                    return;
                }
                events.send(
                        Optional.of(String.valueOf(span.position())),
                        "span",
                        new String(ExportLine.write(span), StandardCharsets.UTF_8));
                position = span.position();
            }
            if (System.nanoTime() - told > TimeUnit.SECONDS.toNanos(HEARTBEAT_SECONDS)) {
                told = System.nanoTime();
                events.comment("still here");
            }
            if (page.isEmpty() && !draining.getAsBoolean() && news.tryAcquire(GLANCE_SECONDS, TimeUnit.SECONDS)) {
                news.drainPermits();
            }
        } while (!gone.get() && !draining.getAsBoolean() && stands.test(principal));
    }

    private long from(Exchange exchange) {
        Optional<Long> asked = exchange.headers()
                .first("Last-Event-ID")
                .map(id -> Asked.number(id)
                        .orElseThrow(() -> new RefusedRequest(Problem.of(
                                Code.REQUEST_FIELD_INVALID, "Last-Event-ID is the position of the last event."))))
                .or(() -> exchange.query().maybeWhole("after_position"));
        return asked.orElseGet(
                () -> ledger.list().list(exchange.principal(), SpanFilter.ALL, Long.MAX_VALUE, 1).stream()
                        .findFirst()
                        .map(StoredSpan::position)
                        .orElse(0L));
    }
}
