package io.cofre.assembly.config;

import io.cofre.ports.span.Kid;
import java.net.URI;
import java.time.Duration;
import java.util.List;
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
     * @param keyless whether it is called without a key of a wallet
     * @param models names, or prefixes before {@code *}, that {@code ask} finds this provider by, besides those seeded
     * @param connectTimeout how long connecting may take
     * @param deadline of one whole call; empty for that of all providers
     */
    public record Provider(
            ProviderApi api,
            Optional<URI> baseUrl,
            Optional<Kid> defaultKid,
            boolean keyless,
            List<String> models,
            Duration connectTimeout,
            Optional<Duration> deadline) {
        public Provider {
            models = List.copyOf(models);
        }
    }
}
