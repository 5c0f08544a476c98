package io.cofre.assembly.config;

import java.time.Duration;

/**
 * The vault.
 *
 * @param mayBeMade whether the first start makes the master key where there is none
 */
public record VaultConfig(SecretSource masterKey, boolean mayBeMade, Duration cached, int mostCached) {}
