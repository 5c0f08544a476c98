package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.http.traffic.TrafficCheck;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Each pair of route and status that the document promises was produced by some test of this run. Runs last; alone it
 * fails, for nothing was produced.
 */
@Order(Integer.MAX_VALUE)
class CoverageTest {
    @Test
    void pairs_ofTheDocument_wereAllProduced() {
        assertThat(TrafficCheck.missing(new HttpWorld().routes)).isEmpty();
    }

    /** Codes that come about elsewhere only, and where a test produces them. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "ledger.contended", "two nodes at once: ContentionTest of the assembly",
            "ledger.nonce_reused", "a signer who repeats a nonce: JournalSignerContract",
            "ledger.stale_signature", "a signature older than a day: LedgerTest of the domain",
            "ledger.unwritable", "what PostgreSQL's types refuse: JournalFaultsTest of the store");

    @Test
    void codes_ofTheTable_wereAllProducedButThoseThatComeAboutElsewhere() {
        assertThat(ELSEWHERE.keySet()).containsAll(TrafficCheck.missingCodes());
    }
}
