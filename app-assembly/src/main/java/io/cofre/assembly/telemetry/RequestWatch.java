package io.cofre.assembly.telemetry;

import io.cofre.domain.Code;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Head;
import io.cofre.http.exchange.Trace;
import io.cofre.http.route.Route;
import io.cofre.http.surface.Watch;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import org.slf4j.MDC;

/** Puts the trace's id into each line that is logged for a request, and counts and traces requests where that is on. */
final class RequestWatch implements Watch {
    private static final String TRACE_ID = "trace_id";

    private final Optional<HttpMeters> meters;
    private final Optional<Tracing> tracing;

    RequestWatch(Optional<HttpMeters> meters, Optional<Tracing> tracing) {
        this.meters = meters;
        this.tracing = tracing;
    }

    @Override
    public Begun begin(Head head, Trace trace) {
        if (tracing.isEmpty()) {
            return new Counted(trace);
        }
        RequestSpan span = RequestSpan.begin(tracing.get(), head);
        return new Traced(span.trace(), span);
    }

    @Override
    public void unread(Answer answer) {
        meters.ifPresent(counts -> {
            counts.answered(Optional.empty(), answer.status(), 0);
            answer.refusal().ifPresent(counts::refused);
        });
    }

    private class Counted implements Begun {
        private final long begun = System.nanoTime();
        private final Trace trace;

        Counted(Trace trace) {
            this.trace = trace;
        }

        @Override
        public Trace trace() {
            return trace;
        }

        @Override
        public Stay enter() {
            MDC.put(TRACE_ID, trace.traceId());
            return () -> MDC.remove(TRACE_ID);
        }

        @Override
        public void refused(Code code) {
            if (meters.isPresent()) {
                meters.get().refused(code);
            }
        }

        @Override
        public void ended(Optional<Route> route, int status, Optional<Code> refusal) {
            if (meters.isPresent()) {
                meters.get().answered(route, status, System.nanoTime() - begun);
                refusal.ifPresent(this::refused);
            }
        }
    }

    private final class Traced extends Counted {
        private final RequestSpan span;

        Traced(Trace trace, RequestSpan span) {
            super(trace);
            this.span = span;
        }

        @Override
        @SuppressWarnings("MustBeClosedChecker") // Whoever entered leaves.
        public Stay enter() {
            Stay logged = super.enter();
            Scope scope = span.context().makeCurrent();
            return () -> {
                scope.close();
                logged.leave();
            };
        }

        @Override
        public void ended(Optional<Route> route, int status, Optional<Code> refusal) {
            super.ended(route, status, refusal);
            span.end(route, status, refusal);
        }
    }
}
