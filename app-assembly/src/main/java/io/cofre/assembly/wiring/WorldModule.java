package io.cofre.assembly.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.cofre.assembly.config.Config;
import io.cofre.assembly.telemetry.Telemetry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Time and randomness: the same in every assembly. */
final class WorldModule extends AbstractModule {
    private final Foundation foundation;

    WorldModule(Foundation foundation) {
        this.foundation = foundation;
    }

    @Provides
    Config config() {
        return foundation.config();
    }

    @Provides
    @Singleton
    InstantSource clock() {
        return foundation.clock();
    }

    @Provides
    Telemetry telemetry() {
        return foundation.telemetry();
    }

    @Provides
    @Singleton
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Provides
    RandomGenerator random(SecureRandom random) {
        return random;
    }
}
