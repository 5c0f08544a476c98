package io.cofre.providers;

import io.cofre.ports.provider.Provider;
import io.cofre.ports.provider.ProviderCall;
import io.cofre.ports.provider.ProviderCall.Message;
import io.cofre.ports.provider.ProviderCall.Speaker;
import io.cofre.ports.provider.ProviderOutcome;
import io.cofre.ports.provider.ProviderOutcome.Usage;
import io.cofre.ports.provider.ProviderSink;
import io.cofre.ports.vault.SecretBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers without a network and without an AI: says so, then repeats the last message of the user. A token is a word, a
 * run of anything but white space; {@code maxTokens} cuts the answer after so many. Passes the key over.
 */
public final class EchoProvider implements Provider {
    /** What every answer begins with. */
    public static final String PREAMBLE = "[echo: the built-in stand-in, no AI model was called] ";

    private static final Pattern WORD = Pattern.compile("\\s*\\S+");

    private final String name;

    /** Under the name that it stands in for, or {@code echo}. */
    public EchoProvider(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ProviderOutcome invoke(ProviderCall call, SecretBytes key, ProviderSink sink) {
        long input = call.messages().stream()
                .mapToLong(message -> words(message.text()).size())
                .sum();
        List<String> pieces = words(PREAMBLE + lastOfUser(call.messages()));
        int most = Math.min(pieces.size(), call.maxTokens().orElse(Integer.MAX_VALUE));
        if (!call.stream()) {
            String text = String.join("", pieces.subList(0, most));
            if (sink.abandoned()) {
                return new ProviderOutcome.Abandoned(Optional.of(new Usage(input, 0)), Optional.empty());
            }
            sink.text(text);
            return new ProviderOutcome.Completed(text, Optional.of(new Usage(input, most)), Optional.empty());
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < most; i++) {
            if (sink.abandoned()) {
                return new ProviderOutcome.Abandoned(Optional.of(new Usage(input, i)), Optional.empty());
            }
            sink.text(pieces.get(i));
            text.append(pieces.get(i));
        }
        return new ProviderOutcome.Completed(text.toString(), Optional.of(new Usage(input, most)), Optional.empty());
    }

    private static String lastOfUser(List<Message> messages) {
        return messages.stream()
                .filter(message -> message.speaker() == Speaker.USER)
                .map(Message::text)
                .reduce("", (earlier, later) -> later);
    }

    /** The words, each with the white space before it. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
