package io.cofre.domain.model;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.ports.memory.Memories;
import io.cofre.ports.provider.ProviderCall;
import io.cofre.ports.provider.ProviderOutcome;
import io.cofre.ports.span.SpanId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What goes to a provider, and how its failures are told (spec 02, "provider.invoke"). Pure. */
public final class Context {
    private static final int CHARACTERS_A_TOKEN = 4;
    private static final int MAX_MESSAGES = 1_000;
    private static final int MAX_TOKENS = 1_000_000;
    private static final int QUERY_CHARACTERS = 1_000;
    private static final String INTRODUCTION = "What you remember of this user:";

    private Context() {}

    /** Messages with memories before them, and which memories those are. */
    public record Remembered(List<ProviderCall.Message> messages, List<SpanId> memories) {
        public Remembered {
            messages = List.copyOf(messages);
            memories = List.copyOf(memories);
        }
    }

    /** Puts memories, best first, before the messages as one system message; those that fit its budget. */
    public static Remembered remember(List<ProviderCall.Message> messages, List<Memories.Hit> hits, int budgetTokens) {
        List<SpanId> used = new ArrayList<>();
        StringBuilder text = new StringBuilder(INTRODUCTION);
        int most = budgetTokens * CHARACTERS_A_TOKEN;
        for (Memories.Hit hit : hits) {
            String line = "\n- " + hit.text();
            if (text.length() + line.length() <= most) {
                text.append(line);
                used.add(hit.id());
            }
        }
        if (used.isEmpty()) {
            return new Remembered(messages, List.of());
        }
        List<ProviderCall.Message> all = new ArrayList<>(messages.size() + 1);
        all.add(new ProviderCall.Message(ProviderCall.Speaker.SYSTEM, text.toString()));
        all.addAll(messages);
        return new Remembered(all, used);
    }

    /** What memories are searched for: the last thing the user said. */
    public static Optional<String> query(List<ProviderCall.Message> messages) {
        return messages.reversed().stream()
                .filter(message -> message.speaker() == ProviderCall.Speaker.USER)
                .map(ProviderCall.Message::text)
                .filter(text -> !text.isBlank())
                .map(text -> text.substring(0, Math.min(text.length(), QUERY_CHARACTERS)))
                .findFirst();
    }

    /** Empty where a call may be made. */
    public static Optional<Problem> judge(
            List<ProviderCall.Message> messages, Optional<Integer> maxTokens, Optional<Double> temperature) {
        if (messages.isEmpty() || messages.size() > MAX_MESSAGES) {
            return Optional.of(Problem.field("/input/messages", "there are 1 to " + MAX_MESSAGES + " messages."));
        }
        if (maxTokens.filter(tokens -> tokens < 1 || tokens > MAX_TOKENS).isPresent()) {
            return Optional.of(Problem.field("/max_tokens", "max_tokens is 1 to " + MAX_TOKENS + "."));
        }
        return temperature.filter(value -> !(value >= 0 && value <= 2)).isPresent()
                ? Optional.of(Problem.field("/temperature", "temperature is 0 to 2."))
                : Optional.empty();
    }

    /** How a provider's failure is told. */
    public static Problem failure(String provider, ProviderOutcome.Failed failed) {
        Code code = switch (failed.kind()) {
            case UNAVAILABLE -> Code.PROVIDER_UNAVAILABLE;
            case TIMEOUT -> Code.PROVIDER_TIMEOUT;
            case RATE_LIMITED -> Code.PROVIDER_RATE_LIMITED;
            case UNAUTHORIZED -> Code.PROVIDER_UNAUTHORIZED;
            case REFUSED -> Code.PROVIDER_REFUSED;
        };
        Problem problem = Problem.of(code, "Provider " + provider + ": " + failed.detail());
        problem = failed.requestId().isPresent()
                ? problem.with("provider_request_id", failed.requestId().get())
                : problem;
        return failed.retryAfter().isPresent()
                ? problem.with(
                        "retry_after_seconds",
                        Long.toString(failed.retryAfter().get().toSeconds()))
                : problem;
    }
}
