package io.cofre.ports.journal;

import io.cofre.ports.span.SpanVersion;

/**
 * What a change does to one projection row. An effect never refuses: whatever could, is a guard. Each names the span
 * that caused it, and the row keeps that name. A new mutation is one more effect, one writer a store and one test in
 * the kit. The family is closed by {@code journal}'s own interfaces: one a capability.
 */
public sealed interface Effect
        permits KeyEffect, TenantEffect, WalletEffect, TokenEffect, MemoryEffect, AppEffect, SecretEffect {
    /** The span of the same change that says this. */
    SpanVersion cause();
}
