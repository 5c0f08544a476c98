package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.http.traffic.Call;
import io.cofre.http.traffic.Seen;
import org.junit.jupiter.api.Test;

class MetricsRoutesTest {
    @Test
    void metrics_fromAnybody_areTextForPrometheus() {
        Seen seen = new HttpWorld().send(Call.get("/metrics"));
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(seen.body()).isEqualTo(HttpWorld.COUNTS);
    }
}
