package io.cofre.domain.usecase;

import java.time.Duration;

/**
 * Waits, so that the domain itself never sleeps: production gives {@code Thread.sleep}, tests and simulations what they
 * like.
 */
@FunctionalInterface
public interface Pause {
    /** Returns after about that time, or earlier if the thread is interrupted (whose flag then stays set). */
    void pause(Duration time);
}
