package io.cofre.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
    private static final String ID = "0af7651916cd43dd8448eb211c80319c";

    @Test
    void of_callersTrace_goesOnUnderAnOwnSpan() {
        Trace trace = Trace.of(Headers.of("Traceparent", "00-" + ID + "-b7ad6b7169203331-01"), new Random(1));
        assertThat(trace.traceId()).isEqualTo(ID);
        assertThat(trace.spanId()).matches("[0-9a-f]{16}").isNotEqualTo("b7ad6b7169203331");
        assertThat(trace.traceparent()).isEqualTo("00-" + ID + "-" + trace.spanId() + "-01");
    }

    @Test
    void of_laterVersion_isReadAsFarAsKnown() {
        assertThat(Trace.of(Headers.of("traceparent", "cc-" + ID + "-b7ad6b7169203331-01-what"), new Random(1))
                        .traceId())
                .isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-" + ID + "-b7ad6b7169203331",
                "ff-" + ID + "-b7ad6b7169203331-01",
                "00-" + ID + "-b7ad6b7169203331-01-more",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-" + ID + "-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01"
            })
    void of_malformed_beginsANewTrace(String header) {
        Trace trace = Trace.of(Headers.of("traceparent", header), new Random(1));
        assertThat(trace.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(ID);
        assertThat(trace.flags()).isEqualTo("00");
    }

    @Test
    void of_twoTraceparents_beginsANewTrace() {
        Headers two = Headers.of(List.of(
                Map.entry("traceparent", "00-" + ID + "-b7ad6b7169203331-01"),
                Map.entry("traceparent", "00-" + ID + "-b7ad6b7169203331-01")));
        assertThat(Trace.of(two, new Random(1)).traceId()).isNotEqualTo(ID);
    }
}
