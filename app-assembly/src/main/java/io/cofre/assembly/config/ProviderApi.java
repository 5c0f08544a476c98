package io.cofre.assembly.config;

/** How a provider is spoken to. */
public enum ProviderApi {
    ANTHROPIC,
    OPENAI,
    ECHO
}
