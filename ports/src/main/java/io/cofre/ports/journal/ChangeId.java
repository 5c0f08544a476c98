package io.cofre.ports.journal;

import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanVersion;

/** The name of a change: its first span's version and hash, which no other change can have once it is accepted. */
public record ChangeId(SpanVersion first, PayloadHash payloadHash) {}
