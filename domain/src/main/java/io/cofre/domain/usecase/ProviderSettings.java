package io.cofre.domain.usecase;

import io.cofre.domain.model.ModelCatalog;
import io.cofre.ports.span.Kid;
import java.time.Duration;
import java.util.Map;

/**
 * How providers are called.
 *
 * @param deadline of one whole call
 * @param memoryTokens how much of memory goes before the messages, at about four characters a token
 * @param defaultKids by provider: the key used where none is named ({@code providers.<name>.default_kid})
 * @param defaultModel of {@code ask} ({@code ask.default_model})
 */
public record ProviderSettings(
        Duration deadline, int memoryTokens, Map<String, Kid> defaultKids, String defaultModel, ModelCatalog models) {
    public ProviderSettings {
        defaultKids = Map.copyOf(defaultKids);
    }

    public static final ProviderSettings DEFAULT =
            new ProviderSettings(Duration.ofMinutes(2), 1_000, Map.of(), "echo", ModelCatalog.SEEDED);
}
