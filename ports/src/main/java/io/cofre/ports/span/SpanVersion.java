package io.cofre.ports.span;

/** One version of a thing: its id and its sequence number, from 0 up. */
public record SpanVersion(SpanId id, long seq) {
    public SpanVersion {
        if (seq < 0) {
            throw new IllegalArgumentException("seq is negative: " + seq);
        }
    }
}
