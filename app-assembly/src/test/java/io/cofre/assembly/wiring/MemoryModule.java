package io.cofre.assembly.wiring;

import com.google.inject.AbstractModule;
import io.cofre.assembly.config.Config;
import io.cofre.assembly.telemetry.Telemetry;
import io.cofre.ports.journal.Admission;
import io.cofre.testkit.fixtures.SettableClock;
import java.time.InstantSource;
import java.util.Random;
import java.util.random.RandomGenerator;

/** What {@link WorldModule} and {@link InMemoryModule} give, with a clock that tests set and a seed that is printed. */
final class MemoryModule extends AbstractModule {
    private final Config config;
    private final Telemetry telemetry;
    private final SettableClock clock;
    private final Random random;

    MemoryModule(Config config, Telemetry telemetry, SettableClock clock, long seed) {
        this.config = config;
        this.telemetry = telemetry;
        this.clock = clock;
        this.random = new Random(seed);
    }

    @Override
    protected void configure() {
        install(new InMemoryModule(clock, random, Admission.DEFAULT));
        bind(Config.class).toInstance(config);
        bind(Telemetry.class).toInstance(telemetry);
        bind(InstantSource.class).toInstance(clock);
        bind(RandomGenerator.class).toInstance(random);
    }
}
