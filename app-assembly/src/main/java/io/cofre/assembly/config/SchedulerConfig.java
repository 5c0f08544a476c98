package io.cofre.assembly.config;

import java.time.Duration;

/** How often what is done. */
public record SchedulerConfig(Duration sweepEvery, Duration lastUseEvery) {}
