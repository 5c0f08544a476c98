package io.cofre.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemRulesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {-120_000, -1, 0, 120_000})
    void fresh_withinTwoMinutes_isTaken(long offMillis) {
        assertThat(ItemRules.fresh(NOW.toEpochMilli() + offMillis, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1_767_225_600_000L - 120_001, 1_767_225_600_000L + 120_001, Long.MIN_VALUE, Long.MAX_VALUE})
    void fresh_anyOtherTime_isRefused(long proofTs) {
        assertThat(ItemRules.fresh(proofTs, NOW)).map(Problem::code).contains(Code.WALLET_PROOF_INVALID);
    }
}
