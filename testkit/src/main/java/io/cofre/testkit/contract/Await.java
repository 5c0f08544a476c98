package io.cofre.testkit.contract;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread brings about, as long as the property {@code cofre.await.seconds} says. */
final class Await {
    private static final Duration DEADLINE = Duration.ofSeconds(Long.getLong("cofre.await.seconds", 10));

    private Await() {}

    /** Returns as soon as it holds; an assertion error where it does not in time. */
    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come about within " + DEADLINE);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
