package io.cofre.ports;

/** What the service stands on, as far as its callers are told which of it does not answer. */
public enum Dependency {
    /** Where spans are written, and all that follows from them is read: keys, wallets, tokens, memories. */
    LEDGER,
    /** Where secrets are kept and used. */
    VAULT,
    /** What nodes share in passing: nonces, rate limits, broadcasts. */
    EXCHANGE,
    /** Where the trusted roots are kept. */
    ANCHORS
}
