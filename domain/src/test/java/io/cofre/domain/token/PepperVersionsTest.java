package io.cofre.domain.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.token.PepperVersions.Rotation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PepperVersionsTest {
    @Test
    void tried_isTheNewestAndThoseThatTokensBear() {
        assertThat(PepperVersions.tried(List.of(1, 2, 10, 3), Set.of(1, 3))).containsExactly(10, 3, 1);
        assertThat(PepperVersions.tried(List.of(7), Set.of())).containsExactly(7);
        assertThat(PepperVersions.tried(List.of(2), Set.of(1, 2)))
                .as("a token whose pepper is gone is lost")
                .containsExactly(2);
        assertThat(PepperVersions.tried(List.of(), Set.of(1))).isEmpty();
    }

    @Test
    void next_isOneMore_untilTooManyWouldBeTried() {
        assertThat(PepperVersions.next(List.of(1), Set.of(1))).isEqualTo(new Rotation.To(2));
        assertThat(PepperVersions.next(List.of(1, 3), Set.of()))
                .as("a number that was taken is not taken again")
                .isEqualTo(new Rotation.To(4));
        assertThat(PepperVersions.next(List.of(1, 2, 3), Set.of(1, 2, 3))).isEqualTo(new Rotation.To(4));
        assertThat(PepperVersions.next(List.of(1, 2, 3, 4), Set.of(1, 2, 3, 4)))
                .isEqualTo(new Rotation.TooMany(List.of(4, 3, 2, 1)));
        assertThat(PepperVersions.next(List.of(), Set.of())).isEqualTo(new Rotation.NoneYet());
        assertThat(PepperVersions.next(List.of(9_999), Set.of())).isEqualTo(new Rotation.Exhausted());
    }

    @Test
    void needed_isWhatTokensBearAndWhatANodeMayStillIssueUnder() {
        assertThat(PepperVersions.needed(List.of(1, 2, 3), List.of(1, 2, 3), Set.of(2)))
                .containsExactlyInAnyOrder(2, 3);
        assertThat(PepperVersions.needed(List.of(1, 2, 3), List.of(1, 2), Set.of()))
                .as("3 is young")
                .containsExactlyInAnyOrder(2, 3);
        assertThat(PepperVersions.needed(List.of(1), List.of(), Set.of())).containsExactly(1);
    }
}
