package io.cofre.ports.provider;

import io.cofre.ports.vault.SecretBytes;

/**
 * One AI provider. Thread-safe; blocks until the answer has ended or broken. Never retries after the first byte; before
 * it at most once, and only what is safe to repeat, within the call's deadline. Never throws for what the provider
 * does: that is an outcome.
 */
public interface Provider {
    /** The name in the configuration: {@code anthropic}, {@code openai}, {@code echo}. */
    String name();

    /**
     * Calls the provider once.
     *
     * @param key what the provider is called with; stays the caller's to close. Providers without a network pass it
     *     over.
     * @param sink gets each piece of text as it comes, in order, on the calling thread
     */
    ProviderOutcome invoke(ProviderCall call, SecretBytes key, ProviderSink sink);
}
