package io.cofre.providers;

import io.cofre.ports.provider.ProviderOutcome.Kind;
import io.cofre.ports.provider.ProviderOutcome.Usage;
import io.cofre.ports.provider.ProviderSink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has come of one answer; filled by a dialect, on one thread. */
final class Answer {
    private final ProviderSink sink;
    private final StringBuilder text = new StringBuilder();
    private @Nullable Usage usage;
    private @Nullable Fault fault;
    private boolean whole;

    Answer(ProviderSink sink) {
        this.sink = sink;
    }

    /**
     * An error that the provider reports inside its answer.
     *
     * @param words its own words, not cleaned yet
     */
    record Fault(Kind kind, String words) {}

    void text(String piece) {
        if (!piece.isEmpty()) {
            text.append(piece);
            sink.text(piece);
        }
    }

    /** The newest count replaces the one before; providers count upwards. */
    void usage(long input, long output) {
        usage = new Usage(Math.max(input, 0), Math.max(output, 0));
    }

    void fault(Kind kind, String words) {
        fault = new Fault(kind, words);
    }

    /** The provider has said that nothing more belongs to the answer. */
    void whole() {
        whole = true;
    }

    /** Whether the caller has gone away, without having said so by its abort. */
    boolean isUnheard() {
        return sink.abandoned();
    }

    String text() {
        return text.toString();
    }

    boolean begun() {
        return !text.isEmpty();
    }

    Optional<Usage> usage() {
        return Optional.ofNullable(usage);
    }

    Optional<Fault> fault() {
        return Optional.ofNullable(fault);
    }

    boolean isWhole() {
        return whole;
    }
}
