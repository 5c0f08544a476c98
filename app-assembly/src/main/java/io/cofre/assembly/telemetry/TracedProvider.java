package io.cofre.assembly.telemetry;

import io.cofre.ports.provider.Provider;
import io.cofre.ports.provider.ProviderCall;
import io.cofre.ports.provider.ProviderOutcome;
import io.cofre.ports.provider.ProviderSink;
import io.cofre.ports.vault.SecretBytes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.Optional;

/**
 * A span for each call of a provider, by OpenTelemetry's conventions for generative AI; the provider gets it as its
 * caller. No message is in it.
 */
final class TracedProvider implements Provider {
    private static final String CHAT = "chat";
    private static final AttributeKey<Long> INPUT = AttributeKey.longKey("gen_ai.usage.input_tokens");
    private static final AttributeKey<Long> OUTPUT = AttributeKey.longKey("gen_ai.usage.output_tokens");

    private final Provider provider;
    private final Tracing tracing;

    TracedProvider(Provider provider, Tracing tracing) {
        this.provider = provider;
        this.tracing = tracing;
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public ProviderOutcome invoke(ProviderCall call, SecretBytes key, ProviderSink sink) {
        Span span = builder(call).startSpan();
        try {
            ProviderCall below = below(call, span.getSpanContext());
            ProviderOutcome outcome = Context.current()
                    .with(span)
                    .wrapSupplier(() -> provider.invoke(below, key, sink))
                    .get();
            outcome.usage().ifPresent(usage -> {
                span.setAttribute(INPUT, usage.inputTokens());
                span.setAttribute(OUTPUT, usage.outputTokens());
            });
            if (outcome instanceof ProviderOutcome.Failed) {
                Tracing.failed(span, MeteredProvider.name(outcome));
            }
            return outcome;
        } finally {
            span.end();
        }
    }

    private SpanBuilder builder(ProviderCall call) {
        SpanBuilder builder = tracing.span(CHAT + " " + call.model())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("gen_ai.operation.name", CHAT)
                .setAttribute("gen_ai.provider.name", provider.name())
                // The name of the same before semantic conventions 1.37, which many tools still look for.
                .setAttribute("gen_ai.system", provider.name())
                .setAttribute("gen_ai.request.model", call.model());
        call.maxTokens().ifPresent(most -> builder.setAttribute("gen_ai.request.max_tokens", (long) most));
        call.temperature().ifPresent(degree -> builder.setAttribute("gen_ai.request.temperature", degree));
        return builder;
    }

    private static ProviderCall below(ProviderCall call, SpanContext own) {
        return new ProviderCall(
                call.model(),
                call.messages(),
                call.maxTokens(),
                call.temperature(),
                call.stream(),
                call.deadline(),
                Optional.of("00-" + own.getTraceId() + "-" + own.getSpanId() + "-"
                        + own.getTraceFlags().asHex()));
    }
}
