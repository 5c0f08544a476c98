package io.cofre.ports.provider;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of a provider.
 *
 * @param model as the provider names it
 * @param messages at least one
 * @param maxTokens 1 up
 * @param temperature 0 to 2
 * @param deadline how long the whole call may take
 * @param traceparent W3C context to pass on
 */
public record ProviderCall(
        String model,
        List<Message> messages,
        Optional<Integer> maxTokens,
        Optional<Double> temperature,
        boolean stream,
        Duration deadline,
        Optional<String> traceparent) {
    public ProviderCall {
        messages = List.copyOf(messages);
    }

    /** One message; system messages come first. */
    public record Message(Speaker speaker, String text) {}

    /** Wire form: lower case. */
    public enum Speaker {
        SYSTEM,
        USER,
        ASSISTANT;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
