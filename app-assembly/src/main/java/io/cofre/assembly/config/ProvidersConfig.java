package io.cofre.assembly.config;

import io.cofre.ports.span.Kid;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The providers of models.
 *
 * @param byName by the name that models and scopes use; {@code anthropic}, {@code openai} and {@code echo} always
 */
public record ProvidersConfig(Map<String, Provider> byName, Duration deadline, String defaultModel, int memoryTokens) {
    public ProvidersConfig {
        byName = Map.copyOf(byName);
    }

    /**
     * One of them.
     *
     * @param baseUrl empty for the vendor's own
     */
    public record Provider(ProviderApi api, Optional<URI> baseUrl, Optional<Kid> defaultKid) {}
}
