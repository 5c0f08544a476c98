package io.cofre.assembly.kill;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** How much is run, and from which seed. */
final class Soak {
    private Soak() {}

    /** Whether the profile {@code soak} asks for all of it. */
    static boolean on() {
        return Boolean.getBoolean("cofre.soak");
    }

    /** Printed; {@code -Dcofre.seed} gives the same again. */
    static long seed(String of) {
        long seed = Long.getLong("cofre.seed", System.nanoTime());
        System.err.println(of + ": -Dcofre.seed=" + seed);
        return seed;
    }

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
