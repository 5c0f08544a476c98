package io.cofre.assembly.wiring;

import io.cofre.assembly.config.Config;
import io.cofre.assembly.telemetry.Telemetry;
import io.cofre.local.vault.MasterKeys;
import io.cofre.postgres.PostgresConnections;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What stands before the use cases are wired.
 *
 * @param masters become the vault's, which closes them
 * @param clock the node's
 * @param drift how far it may be from the database's
 * @param publicOrigin for which requests are signed
 * @param telemetry looks on; what opened it closes it
 * @param closing what is opened from here on is added
 */
public record Foundation(
        Config config,
        PostgresConnections connections,
        MasterKeys masters,
        InstantSource clock,
        Duration drift,
        URI publicOrigin,
        Telemetry telemetry,
        Closing closing) {}
