package io.cofre.assembly.telemetry;

import io.cofre.domain.Code;
import io.cofre.http.exchange.Head;
import io.cofre.http.exchange.Headers;
import io.cofre.http.exchange.Trace;
import io.cofre.http.route.Route;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Optional;

/**
 * The span of one HTTP request, below its caller's. The path as sent is not in it: it holds ids, or what was mistyped.
 */
record RequestSpan(Span span) {
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> CODE = AttributeKey.stringKey("cofre.code");
    private static final int FAILED = 500;

    private static final TextMapGetter<Headers> FIELDS =
            (headers, name) -> headers == null ? null : headers.first(name).orElse(null);

    static RequestSpan begin(Tracing tracing, Head head) {
        Context caller = head.headers().all("traceparent").size() == 1
                ? W3CTraceContextPropagator.getInstance().extract(Context.root(), head.headers(), FIELDS)
                : Context.root();
        return new RequestSpan(tracing.span("HTTP")
                .setParent(caller)
                .setSpanKind(SpanKind.SERVER)
                .startSpan());
    }

    /** Where the request stands in the trace. */
    Trace trace() {
        SpanContext own = span.getSpanContext();
        return new Trace(own.getTraceId(), own.getSpanId(), own.getTraceFlags().asHex());
    }

    Context context() {
        return Context.root().with(span);
    }

    void end(Optional<Route> route, int status, Optional<Code> refusal) {
        route.ifPresent(found -> {
            span.updateName(found.name());
            span.setAttribute(METHOD, found.method().name());
            span.setAttribute(ROUTE, found.path().toString());
        });
        span.setAttribute(STATUS, status);
        refusal.ifPresent(code -> span.setAttribute(CODE, code.wire()));
        if (status >= FAILED) {
            Tracing.failed(span, refusal.map(Code::wire).orElse(Integer.toString(status)));
        }
        span.end();
    }
}
