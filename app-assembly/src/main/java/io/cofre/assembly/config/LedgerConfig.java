package io.cofre.assembly.config;

import java.time.Duration;

/**
 * What the ledger takes in.
 *
 * @param freshness how far a signature's time may be from the ledger's own
 */
public record LedgerConfig(Duration freshness) {}
