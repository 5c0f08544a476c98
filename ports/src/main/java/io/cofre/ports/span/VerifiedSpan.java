package io.cofre.ports.span;

import java.util.Objects;

/**
 * A span whose form is right, whose hash is that of its canonical bytes, and whose signature holds for the public key
 * that it names. Only {@code io.cofre.domain.span} makes one (an architecture rule), so whoever holds one need not
 * verify again. Whether the key is known, active and allowed is judged by the journal and by the domain's writer rules,
 * not here. Immutable.
 */
public final class VerifiedSpan {
    private final SpanHeader header;
    private final CanonicalBytes canonical;
    private final PayloadHash payloadHash;
    private final SpanSignature signature;

    public VerifiedSpan(SpanHeader header, CanonicalBytes canonical, PayloadHash payloadHash, SpanSignature signature) {
        this.header = Objects.requireNonNull(header);
        this.canonical = Objects.requireNonNull(canonical);
        this.payloadHash = Objects.requireNonNull(payloadHash);
        this.signature = Objects.requireNonNull(signature);
    }

    public SpanHeader header() {
        return header;
    }

    public CanonicalBytes canonical() {
        return canonical;
    }

    public PayloadHash payloadHash() {
        return payloadHash;
    }

    public SpanSignature signature() {
        return signature;
    }

    public SpanVersion version() {
        return header.version();
    }

    /** Id and version, never the content. */
    @Override
    public String toString() {
        return "VerifiedSpan[" + header.entityType() + " " + header.id() + "/" + header.seq() + "]";
    }
}
