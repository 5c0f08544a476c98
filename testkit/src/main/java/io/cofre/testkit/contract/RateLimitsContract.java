package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.node.RateLimits;
import io.cofre.testkit.fixtures.SettableClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls counted against limits per minute. */
public interface RateLimitsContract {
    /** Where nobody has called yet, by this clock. */
    RateLimits limits(InstantSource clock);

    private static Duration refused(RateLimits.Taking taking) {
        assertThat(taking).isInstanceOf(RateLimits.Taking.Wait.class);
        return ((RateLimits.Taking.Wait) taking).after();
    }

    @Test
    @Kills("grants one call too many")
    default void take_asOftenAsAllowed_isGrantedCountingDownAndThenNot() {
        RateLimits limits = limits(SettableClock.atStart());
        for (int left = 4; left >= 0; left--) {
            assertThat(limits.take("key", 5)).isEqualTo(new RateLimits.Taking.Granted(left));
        }
        assertThat(refused(limits.take("key", 5))).isEqualTo(Duration.ofSeconds(12));
        assertThat(refused(limits.take("key", 5))).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    @Kills("limits all keys together")
    default void take_otherKeys_haveLimitsOfTheirOwn() {
        RateLimits limits = limits(SettableClock.atStart());
        for (String key : List.of("key", "Key", "key ", "")) {
            assertThat(limits.take(key, 1)).isEqualTo(new RateLimits.Taking.Granted(0));
            refused(limits.take(key, 1));
        }
    }

    @Test
    @Kills("fills by whole minutes")
    default void take_afterAWhile_isGrantedAsManyAsWereRefilled() {
        SettableClock clock = SettableClock.atStart();
        RateLimits limits = limits(clock);
        for (int i = 0; i < 60; i++) {
            assertThat(limits.take("key", 60)).isInstanceOf(RateLimits.Taking.Granted.class);
        }
        assertThat(refused(limits.take("key", 60))).isEqualTo(Duration.ofSeconds(1));
        clock.advance(Duration.ofMillis(999));
        assertThat(refused(limits.take("key", 60))).isEqualTo(Duration.ofMillis(1));
        clock.advance(Duration.ofMillis(1));
        assertThat(limits.take("key", 60)).isEqualTo(new RateLimits.Taking.Granted(0));
        clock.advance(Duration.ofSeconds(3));
        assertThat(limits.take("key", 60)).isEqualTo(new RateLimits.Taking.Granted(2));
    }

    @Test
    @Kills("saves up without end")
    default void take_afterALongRest_isGrantedNoMoreThanAMinutesWorth() {
        SettableClock clock = SettableClock.atStart();
        RateLimits limits = limits(clock);
        assertThat(limits.take("key", 3)).isEqualTo(new RateLimits.Taking.Granted(2));
        clock.advance(Duration.ofDays(1));
        for (int left = 2; left >= 0; left--) {
            assertThat(limits.take("key", 3)).isEqualTo(new RateLimits.Taking.Granted(left));
        }
        refused(limits.take("key", 3));
    }

    @Test
    @Kills("counts calls carelessly")
    default void take_manyAtOnce_grantsExactlyTheLimit() {
        RateLimits limits = limits(SettableClock.atStart());
        for (int round = 0; round < 10; round++) {
            String key = "key-" + round;
            List<RateLimits.Taking> takings = Together.run(Collections.nCopies(64, key), same -> limits.take(same, 20));
            assertThat(takings)
                    .filteredOn(RateLimits.Taking.Granted.class::isInstance)
                    .hasSize(20);
        }
    }
}
