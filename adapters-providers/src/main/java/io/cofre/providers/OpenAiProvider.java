package io.cofre.providers;

import io.cofre.ports.provider.Provider;
import io.cofre.ports.provider.ProviderCall;
import io.cofre.ports.provider.ProviderOutcome;
import io.cofre.ports.provider.ProviderSink;
import io.cofre.ports.vault.SecretBytes;
import java.util.random.RandomGenerator;

/** OpenAI's Chat Completions, and every server that is compatible with it. */
public final class OpenAiProvider implements Provider, AutoCloseable {
    public static final String BASE_URL = "https://api.openai.com/v1";

    private final HttpCalls calls;

    /** @param random spreads the retries */
    public OpenAiProvider(ProviderSettings settings, RandomGenerator random) {
        boolean openAiItself = "api.openai.com".equals(settings.baseUrl().getHost());
        this.calls = new HttpCalls(settings, new OpenAiDialect(openAiItself), random);
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
