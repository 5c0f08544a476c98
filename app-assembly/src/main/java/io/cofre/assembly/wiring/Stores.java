package io.cofre.assembly.wiring;

import io.cofre.local.vault.MasterKeys;
import io.cofre.postgres.PostgresConnections;
import java.time.Duration;
import java.util.Optional;

/**
 * What a node keeps its data in.
 *
 * @param masters become the vault's, which closes them
 * @param drift between the clocks of node and database, past which nothing is written
 * @param redisUrl with its password; empty where nodes share none
 */
public record Stores(PostgresConnections connections, MasterKeys masters, Duration drift, Optional<String> redisUrl) {}
