package io.cofre.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.provider.ProviderCall;
import io.cofre.ports.provider.ProviderCall.Message;
import io.cofre.ports.provider.ProviderCall.Speaker;
import io.cofre.ports.provider.ProviderOutcome.Abandoned;
import io.cofre.ports.provider.ProviderOutcome.Completed;
import io.cofre.ports.provider.ProviderOutcome.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EchoProviderTest {
    private static final String ANSWER = "[echo: the built-in stand-in, no AI model was called] ol\u00e1 \ud83c\udf0d";

    private final EchoProvider echo = new EchoProvider("anthropic");
    private final CollectingSink sink = new CollectingSink();

    private static ProviderCall call(boolean stream, Optional<Integer> most) {
        return new ProviderCall(
                "any",
                List.of(
                        new Message(Speaker.SYSTEM, "be very brief"),
                        new Message(Speaker.USER, "first"),
                        new Message(Speaker.ASSISTANT, "yes"),
                        new Message(Speaker.USER, "ol\u00e1 \ud83c\udf0d")),
                most,
                Optional.empty(),
                stream,
                Duration.ofSeconds(1),
                Optional.empty());
    }

    @Test
    void invoke_stream_saysWhatItIsAndRepeatsTheLastMessage() {
        assertThat(Calls.invoke(echo, call(true, Optional.empty()), sink))
                .isEqualTo(new Completed(ANSWER, Optional.of(new Usage(7, 11)), Optional.empty()));
        assertThat(sink.pieces).hasSize(11);
        assertThat(String.join("", sink.pieces)).isEqualTo(ANSWER);
        assertThat(echo.name()).isEqualTo("anthropic");
    }

    @Test
    void invoke_whole_isTheSameInOnePiece() {
        assertThat(Calls.invoke(echo, call(false, Optional.empty()), sink))
                .isEqualTo(new Completed(ANSWER, Optional.of(new Usage(7, 11)), Optional.empty()));
        assertThat(sink.pieces).containsExactly(ANSWER);
    }

    @Test
    void invoke_fewTokens_isCut() {
        assertThat(Calls.invoke(echo, call(true, Optional.of(2)), sink))
                .isEqualTo(new Completed("[echo: the", Optional.of(new Usage(7, 2)), Optional.empty()));
    }

    @Test
    void invoke_abandoned_stops() {
        sink.goAway();
        assertThat(Calls.invoke(echo, call(true, Optional.empty()), sink))
                .isEqualTo(new Abandoned(Optional.of(new Usage(7, 0)), Optional.empty()));
        assertThat(sink.pieces).isEmpty();
    }
}
