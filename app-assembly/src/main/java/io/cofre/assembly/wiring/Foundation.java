package io.cofre.assembly.wiring;

import io.cofre.assembly.config.Config;
import io.cofre.assembly.telemetry.Telemetry;
import java.net.URI;
import java.time.InstantSource;

/**
 * What stands before the use cases are wired, in every assembly.
 *
 * @param clock the node's
 * @param publicOrigin for which requests are signed
 * @param telemetry looks on; what opened it closes it
 * @param closing what is opened from here on is added
 */
public record Foundation(Config config, InstantSource clock, URI publicOrigin, Telemetry telemetry, Closing closing) {}
