package io.cofre.assembly.telemetry;

import io.cofre.assembly.config.TelemetryConfig;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Traces, sent over OTLP/HTTP by a thread of their own. What the collector does not take in time is dropped: no request
 * waits for it. Attributes are names, numbers and codes of this program's own, and the model that was asked for; never
 * a path, a text, an id of a person or a secret.
 */
final class Tracing implements AutoCloseable {
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final Duration FLUSH = Duration.ofSeconds(3);

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /** @param version of the program */
    Tracing(TelemetryConfig.Traces traces, String version) {
        Resource resource = Resource.getDefault()
                .merge(Resource.create(Attributes.builder()
                        .put("service.name", traces.service())
                        .put("service.version", version)
                        .build()));
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(traces.endpoint() + "/v1/traces")
                .build();
        this.provider = SdkTracerProvider.builder()
                .setResource(resource)
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(traces.sampledPercent() / 100.0)))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        this.tracer = provider.get("io.cofre", version);
    }

    SpanBuilder span(String name) {
        return tracer.spanBuilder(name);
    }

    /** Runs a call of a port as a span of its own, below the one that this thread works for. */
    <R> R within(SpanBuilder builder, Supplier<R> work) {
        Span span = builder.startSpan();
        try {
            return Context.current().with(span).wrapSupplier(work).get();
        } catch (RuntimeException e) {
            failed(span, Endings.name(e));
            throw e;
        } finally {
            span.end();
        }
    }

    /** The kind alone: a failure's message may quote what it failed over. */
    static void failed(Span span, String kind) {
        span.setAttribute(ERROR, kind);
        span.setStatus(StatusCode.ERROR);
    }

    /** Sends what there is. */
    @Override
    public void close() {
        var unused = provider.shutdown().join(FLUSH.toMillis(), TimeUnit.MILLISECONDS);
    }
}
