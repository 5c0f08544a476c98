package io.cofre.assembly.telemetry;

import io.cofre.ports.provider.Provider;
import io.cofre.ports.provider.ProviderCall;
import io.cofre.ports.provider.ProviderOutcome;
import io.cofre.ports.provider.ProviderSink;
import io.cofre.ports.vault.SecretBytes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Counts a provider's calls by their outcome, and their tokens. Models are no labels: callers name them. */
final class MeteredProvider implements Provider {
    private static final String TOKENS = "cofre.provider.tokens";
    private static final String OF_TOKENS = "Tokens, as the provider counts them";

    private final Provider provider;
    private final Meters meters;
    private final Timer completed;
    private final Counter input;
    private final Counter output;

    MeteredProvider(Provider provider, Meters meters) {
        this.provider = provider;
        this.meters = meters;
        this.completed = timer("completed");
        this.input = meters.counter(TOKENS, OF_TOKENS, "provider", provider.name(), "direction", "input");
        this.output = meters.counter(TOKENS, OF_TOKENS, "provider", provider.name(), "direction", "output");
    }

    private Timer timer(String outcome) {
        return meters.timer(
                "cofre.provider.call.duration",
                "Whole calls of a provider, streams to their end",
                "provider",
                provider.name(),
                "outcome",
                outcome);
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public ProviderOutcome invoke(ProviderCall call, SecretBytes key, ProviderSink sink) {
        long begun = System.nanoTime();
        ProviderOutcome outcome = provider.invoke(call, key, sink);
        (outcome instanceof ProviderOutcome.Completed ? completed : timer(name(outcome)))
                .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        outcome.usage().ifPresent(usage -> {
            input.increment((double) usage.inputTokens());
            output.increment((double) usage.outputTokens());
        });
        return outcome;
    }

    /** What an outcome is called in a label, and in a trace. */
    static String name(ProviderOutcome outcome) {
        return switch (outcome) {
            case ProviderOutcome.Completed ignored -> "completed";
            case ProviderOutcome.Abandoned ignored -> "abandoned";
            case ProviderOutcome.Failed failure -> failure.kind().name().toLowerCase(Locale.ROOT);
        };
    }
}
