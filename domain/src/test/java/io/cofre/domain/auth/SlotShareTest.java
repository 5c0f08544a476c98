package io.cofre.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.auth.SlotShare.State;
import io.cofre.domain.auth.SlotShare.Turn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets the next slot, row by row. */
class SlotShareTest {
    @ParameterizedTest
    @CsvSource({
        // slots, open and kept that run, open and kept that wait, the last was kept
        "2, 0, 0, false, false, false, NOBODY",
        "2, 0, 0, true,  false, false, OPEN",
        "2, 0, 0, false, true,  false, KEPT",
        "2, 0, 0, true,  true,  false, KEPT",
        "2, 0, 1, true,  true,  true,  OPEN",
        "2, 1, 0, true,  true,  false, KEPT",
        "2, 1, 0, true,  false, false, NOBODY",
        "2, 0, 1, false, true,  true,  KEPT",
        "2, 0, 2, true,  true,  true,  NOBODY",
        "2, 1, 1, true,  true,  true,  NOBODY",
        "1, 0, 0, true,  false, false, OPEN",
        "1, 0, 0, false, true,  true,  KEPT",
        "1, 0, 0, true,  true,  false, KEPT",
        "1, 0, 0, true,  true,  true,  OPEN",
        "1, 1, 0, true,  true,  true,  NOBODY",
        "3, 2, 0, true,  false, false, NOBODY",
        "3, 1, 1, true,  true,  true,  OPEN",
        "3, 0, 2, false, true,  true,  KEPT",
        "8, 4, 0, true,  false, false, NOBODY",
        "8, 3, 4, true,  true,  true,  OPEN",
        "8, 3, 4, false, true,  true,  KEPT",
        "8, 4, 3, true,  true,  true,  KEPT"
    })
    void next_ofAState_isTheTurn(
            int slots, int openRunning, int keptRunning, boolean open, boolean kept, boolean keptWasLast, Turn turn) {
        assertThat(new SlotShare(slots).next(new State(openRunning, keptRunning, open, kept, keptWasLast)))
                .isEqualTo(turn);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "4, 2", "64, 32"})
    void open_ofAllSlots_isTheHalfThatIsNotKept(int slots, int open) {
        assertThat(new SlotShare(slots).open()).isEqualTo(open);
    }
}
