package io.cofre.domain.span;

import io.cofre.ports.span.CanonicalBytes;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanHeader;

/** A well-formed span that nobody has signed yet; only {@link SpanForm} makes one. Immutable. */
public final class SpanDraft {
    private final SpanHeader header;
    private final CanonicalBytes canonical;
    private final PayloadHash payloadHash;

    SpanDraft(SpanHeader header, CanonicalBytes canonical, PayloadHash payloadHash) {
        this.header = header;
        this.canonical = canonical;
        this.payloadHash = payloadHash;
    }

    public SpanHeader header() {
        return header;
    }

    /** What the hash covers. */
    public CanonicalBytes canonical() {
        return canonical;
    }

    /** The hash of the canonical bytes. */
    public PayloadHash payloadHash() {
        return payloadHash;
    }

    /** Id and version, never the content. */
    @Override
    public String toString() {
        return "SpanDraft[" + header.entityType() + " " + header.id() + "/" + header.seq() + "]";
    }
}
