package io.cofre.ports.journal;

import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.vault.SecretRef;

/** What a change that drops a key leaves to do in the vault. */
public sealed interface SecretEffect extends Effect {
    /** An outbox entry: after the commit the vault's secret under this ref is destroyed, at least once. */
    record Dropped(SecretRef ref, SpanVersion cause) implements SecretEffect {}
}
