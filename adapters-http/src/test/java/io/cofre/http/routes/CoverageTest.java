package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.http.traffic.TrafficCheck;
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
}
