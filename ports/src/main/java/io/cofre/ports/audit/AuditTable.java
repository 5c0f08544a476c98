package io.cofre.ports.audit;

/**
 * What an audit compares with the spans. Each row stands at the position of the span of its last change, which it names
 * itself unless said otherwise.
 */
public enum AuditTable {
    /** The registry itself, without the bytes that were signed. */
    SPAN,
    /** What is current of an id. */
    HEAD,
    /** A public key. It stands where it ended, or where it was introduced while it is active. */
    KEY,
    /** A nonce that was taken. It names no position: it stands where the span with its key and nonce does. */
    NONCE,
    /** An idempotency record. It stands where its change begins. */
    ONCE,
    TENANT,
    WALLET,
    /** A key of a wallet. It stands where its wallet's row does. */
    ITEM,
    TOKEN,
    APP,
    /** A memory's content key. */
    MEMORY,
    /** A secret that waits to be destroyed. */
    LEFTOVER,
    /** A secret that the vault keeps. No span says it, so it stands nowhere: at 0. */
    SECRET;

    /** What people call it: lower case. */
    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
