package io.cofre.domain.usecase;

import io.cofre.domain.model.ModelCatalog;
import io.cofre.ports.span.Kid;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How providers are called.
 *
 * @param deadline of one whole call
 * @param memoryTokens how much of memory goes before the messages, at about four characters a token
 * @param own by provider, of those that have any
 * @param defaultModel of {@code ask} ({@code ask.default_model})
 */
public record ProviderSettings(
        Duration deadline, int memoryTokens, Map<String, Own> own, String defaultModel, ModelCatalog models) {
    public ProviderSettings {
        own = Map.copyOf(own);
    }

    public static final ProviderSettings DEFAULT = new ProviderSettings(
            Duration.ofMinutes(2), 1_000, Map.of("echo", Own.USUAL.withoutKey()), "echo", ModelCatalog.SEEDED);

    /**
     * What one provider has for itself.
     *
     * @param defaultKid the key used where none is named ({@code providers.<name>.default_kid})
     * @param deadline of one whole call, where it is another
     * @param keyless whether it is called without a key of the wallet
     */
    public record Own(Optional<Kid> defaultKid, Optional<Duration> deadline, boolean keyless) {
        /** Nothing: a key is needed, and the deadline is that of all. */
        public static final Own USUAL = new Own(Optional.empty(), Optional.empty(), false);

        public Own withoutKey() {
            return new Own(defaultKid, deadline, true);
        }
    }

    /** What a provider has for itself. */
    public Own of(String provider) {
        return own.getOrDefault(provider, Own.USUAL);
    }

    /** How long one whole call of a provider may take. */
    public Duration deadlineOf(String provider) {
        return of(provider).deadline().orElse(deadline);
    }
}
