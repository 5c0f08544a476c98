package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.provider.Provider;
import io.cofre.ports.provider.ProviderCall;
import io.cofre.ports.provider.ProviderOutcome;
import io.cofre.ports.provider.ProviderSink;
import io.cofre.ports.vault.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every AI provider does with a call that goes well, and with a caller that goes away. */
public interface ProviderContract {
    /** A provider that answers each call with text of at least two pieces when streaming, and counts tokens. */
    Provider provider();

    /** Keeps what it hears; goes away after so many pieces. */
    final class Caller implements ProviderSink {
        private final int leavesAfter;
        private final List<String> pieces = new ArrayList<>();
        private final List<Thread> threads = new ArrayList<>();

        Caller(int leavesAfter) {
            this.leavesAfter = leavesAfter;
        }

        @Override
        public void text(String piece) {
            pieces.add(piece);
            threads.add(Thread.currentThread());
        }

        @Override
        public void onAbandoned(Runnable abort) {
            if (abandoned()) {
                abort.run();
            }
        }

        @Override
        public boolean abandoned() {
            return pieces.size() >= leavesAfter;
        }
    }

    private ProviderOutcome invoke(Caller caller, boolean stream) {
        ProviderCall call = new ProviderCall(
                "model-1",
                List.of(
                        new ProviderCall.Message(ProviderCall.Speaker.SYSTEM, "Be brief."),
                        new ProviderCall.Message(ProviderCall.Speaker.USER, "Say three words.")),
                Optional.of(100),
                Optional.of(0.5),
                stream,
                Duration.ofSeconds(30),
                Optional.empty());
        try (SecretBytes key = SecretBytes.copyOf("sk-test".getBytes(StandardCharsets.US_ASCII))) {
            ProviderOutcome outcome = provider().invoke(call, key, caller);
            assertThat(key.<String>reveal(bytes -> new String(bytes, StandardCharsets.US_ASCII)))
                    .isEqualTo("sk-test");
            return outcome;
        }
    }

    @Test
    @Kills("has no name")
    default void name_always_isALowerCaseWord() {
        assertThat(provider().name()).matches("[a-z][a-z0-9_-]*");
    }

    @Test
    @Kills("answers other than it streams")
    default void invoke_streaming_piecesMakeUpTheWholeAnswer() {
        Caller caller = new Caller(Integer.MAX_VALUE);
        ProviderOutcome outcome = invoke(caller, true);
        assertThat(outcome).isInstanceOf(ProviderOutcome.Completed.class);
        assertThat(caller.pieces).hasSizeGreaterThan(1).doesNotContain("");
        assertThat(((ProviderOutcome.Completed) outcome).text()).isNotEmpty().isEqualTo(String.join("", caller.pieces));
        assertThat(caller.threads).containsOnly(Thread.currentThread());
    }

    @Test
    @Kills("closes the caller's key")
    default void invoke_whole_answersAndLeavesTheKeyOpen() {
        ProviderOutcome outcome = invoke(new Caller(Integer.MAX_VALUE), false);
        assertThat(outcome).isInstanceOf(ProviderOutcome.Completed.class);
        assertThat(((ProviderOutcome.Completed) outcome).text()).isNotEmpty();
    }

    @Test
    @Kills("counts no tokens")
    default void invoke_completed_saysTheUsage() {
        Optional<ProviderOutcome.Usage> usage =
                invoke(new Caller(Integer.MAX_VALUE), true).usage();
        assertThat(usage).isPresent();
        assertThat(usage.orElseThrow().inputTokens()).isPositive();
        assertThat(usage.orElseThrow().outputTokens()).isPositive();
    }

    @Test
    @Kills("talks on to nobody")
    default void invoke_callerGoesAway_isAbandoned() {
        Caller caller = new Caller(1);
        assertThat(invoke(caller, true)).isInstanceOf(ProviderOutcome.Abandoned.class);
        assertThat(caller.pieces).hasSize(1);
    }
}
