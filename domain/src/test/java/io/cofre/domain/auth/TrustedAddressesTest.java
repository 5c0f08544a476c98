package io.cofre.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.testkit.fixtures.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrustedAddressesTest {
    private static final String NAT = "192.0.2.7";

    private final SettableClock clock = SettableClock.atStart();
    private final TrustedAddresses addresses = new TrustedAddresses(clock);

    private int taken() {
        int taken = 0;
        while (addresses.take(NAT)) {
            taken++;
        }
        return taken;
    }

    @Test
    void take_ofAnAddressThatNobodyKnows_isRefused() {
        addresses.seen("192.0.2.8");
        assertThat(addresses.take(NAT)).isFalse();
    }

    @Test
    void take_ofAnAddressOnlyNoiseComesFromAfterwards_isRefusedWhenTheTriesAreUsedUp() {
        addresses.found(NAT);
        assertThat(taken()).isEqualTo(TrustedAddresses.TRIES);
        addresses.seen(NAT);
        assertThat(taken()).as("a known token brings no try back").isZero();
    }

    @Test
    void take_whoseTokensProveGood_goesOn() {
        addresses.found(NAT);
        for (int i = 0; i < 10 * TrustedAddresses.TRIES; i++) {
            assertThat(addresses.take(NAT)).isTrue();
            addresses.found(NAT);
        }
        assertThat(taken()).isEqualTo(TrustedAddresses.TRIES);
    }

    @Test
    void take_minutesLater_hasATryForEachMinute() {
        addresses.found(NAT);
        taken();
        clock.advance(Duration.ofSeconds(179));
        assertThat(taken()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(1));
        assertThat(taken()).isEqualTo(1);
    }

    @Test
    void take_anHourAfterTheLastGoodToken_isRefused() {
        addresses.found(NAT);
        clock.advance(Duration.ofMinutes(59));
        addresses.seen(NAT);
        clock.advance(Duration.ofMinutes(59));
        assertThat(addresses.take(NAT)).isTrue();
        clock.advance(Duration.ofMinutes(1));
        assertThat(addresses.take(NAT)).isFalse();
    }

    @Test
    void found_byMoreAddressesThanAreRemembered_stillTrustsTheNewest() {
        for (int i = 0; i < 20_001; i++) {
            addresses.found("address " + i);
        }
        assertThat(addresses.take("address 20000")).isTrue();
    }
}
