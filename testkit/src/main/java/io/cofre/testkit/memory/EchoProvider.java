package io.cofre.testkit.memory;

import io.cofre.ports.provider.Provider;
import io.cofre.ports.provider.ProviderCall;
import io.cofre.ports.provider.ProviderOutcome;
import io.cofre.ports.provider.ProviderSink;
import io.cofre.ports.vault.SecretBytes;
import java.util.Optional;

/** Answers with the last message, word by word, and says that it is an echo; a token is a word. */
public final class EchoProvider implements Provider {
    @Override
    public String name() {
        return "echo";
    }

    @Override
    public ProviderOutcome invoke(ProviderCall call, SecretBytes key, ProviderSink sink) {
        String answer = "echo: " + call.messages().getLast().text();
        StringBuilder said = new StringBuilder();
        long words = 0;
        for (String piece : answer.split("(?<= )", -1)) {
            if (sink.abandoned()) {
                return new ProviderOutcome.Abandoned(usage(call, words), Optional.empty());
            }
            sink.text(piece);
            said.append(piece);
            words++;
        }
        return new ProviderOutcome.Completed(said.toString(), usage(call, words), Optional.empty());
    }

    private static Optional<ProviderOutcome.Usage> usage(ProviderCall call, long words) {
        long asked = call.messages().stream()
                .mapToLong(message -> message.text().split(" ", -1).length)
                .sum();
        return Optional.of(new ProviderOutcome.Usage(asked, words));
    }
}
