package io.cofre.testkit.memory;

import io.cofre.ports.provider.Provider;
import io.cofre.ports.provider.ProviderCall;
import io.cofre.ports.provider.ProviderOutcome;
import io.cofre.ports.provider.ProviderSink;
import io.cofre.ports.vault.SecretBytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers each call with the next turn of its script. Thread-safe. */
public final class ScriptedProvider implements Provider {
    private final String name;
    private final Queue<Turn> script = new ConcurrentLinkedQueue<>();
    private final List<ProviderCall> calls = Collections.synchronizedList(new ArrayList<>());

    public ScriptedProvider(String name) {
        this.name = name;
    }

    /**
     * One call's answer.
     *
     * @param pieces the text as it comes
     * @param end how the call ends after them; a caller that goes away meanwhile ends it as abandoned
     */
    public record Turn(List<String> pieces, ProviderOutcome end) {
        public Turn {
            pieces = List.copyOf(pieces);
        }

        /** The whole answer comes. */
        public static Turn completed(String... pieces) {
            return new Turn(
                    List.of(pieces),
                    new ProviderOutcome.Completed(
                            String.join("", pieces),
                            Optional.of(new ProviderOutcome.Usage(10, pieces.length)),
                            Optional.of("req_scripted")));
        }

        /** Some text comes, and then it breaks. */
        public static Turn failed(ProviderOutcome.Kind kind, String... pieces) {
            return new Turn(
                    List.of(pieces),
                    new ProviderOutcome.Failed(
                            kind,
                            pieces.length > 0,
                            "scripted",
                            Optional.empty(),
                            Optional.of("req_scripted"),
                            Optional.empty()));
        }
    }

    /** Adds a turn at the script's end. */
    public ScriptedProvider then(Turn turn) {
        script.add(turn);
        return this;
    }

    /** The calls so far, in order. */
    public List<ProviderCall> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ProviderOutcome invoke(ProviderCall call, SecretBytes key, ProviderSink sink) {
        calls.add(call);
        Turn turn = script.poll();
        if (turn == null) {
            throw new IllegalStateException("the script of " + name + " has no turn for call " + calls.size());
        }
        for (String piece : turn.pieces()) {
            if (sink.abandoned()) {
                return new ProviderOutcome.Abandoned(
                        turn.end().usage(), turn.end().requestId());
            }
            sink.text(piece);
        }
        return sink.abandoned()
                ? new ProviderOutcome.Abandoned(turn.end().usage(), turn.end().requestId())
                : turn.end();
    }
}
