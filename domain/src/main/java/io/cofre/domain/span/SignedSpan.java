package io.cofre.domain.span;

import io.cofre.ports.span.SpanHeader;
import io.cofre.ports.span.SpanSignature;

/**
 * A well-formed span whose {@code payload_hash} is right and whose {@code sig} has the form of the known algorithm.
 * Whether the signature holds is for {@link SpanVerifier} to say. Only this package makes one. Immutable.
 */
public final class SignedSpan {
    private final SpanDraft draft;
    private final SpanSignature signature;

    SignedSpan(SpanDraft draft, SpanSignature signature) {
        this.draft = draft;
        this.signature = signature;
    }

    public SpanHeader header() {
        return draft.header();
    }

    /** The span without its signature. */
    public SpanDraft draft() {
        return draft;
    }

    public SpanSignature signature() {
        return signature;
    }

    /** Id and version, never the content. */
    @Override
    public String toString() {
        return "SignedSpan[" + header().entityType() + " " + header().id() + "/" + header().seq() + "]";
    }
}
