package io.cofre.providers;

import io.cofre.ports.provider.Provider;
import io.cofre.ports.provider.ProviderCall;
import io.cofre.ports.provider.ProviderOutcome;
import io.cofre.ports.provider.ProviderSink;
import io.cofre.ports.vault.SecretBytes;
import java.util.random.RandomGenerator;

/** Anthropic's Messages API. */
public final class AnthropicProvider implements Provider, AutoCloseable {
    public static final String BASE_URL = "https://api.anthropic.com";

    private final HttpCalls calls;

    /** @param random spreads the retries */
    public AnthropicProvider(ProviderSettings settings, RandomGenerator random) {
        this.calls = new HttpCalls(settings, new AnthropicDialect(), random);
    }

    @Override
    public String name() {
        return calls.name();
    }

    @Override
    public ProviderOutcome invoke(ProviderCall call, SecretBytes key, ProviderSink sink) {
        return calls.invoke(call, key, sink);
    }

    @Override
    public void close() {
        calls.close();
    }
}
