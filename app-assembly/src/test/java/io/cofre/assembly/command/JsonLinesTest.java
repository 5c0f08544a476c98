package io.cofre.assembly.command;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cofre.assembly.telemetry.Telemetry;
import io.cofre.http.exchange.Around;
import io.cofre.http.exchange.Head;
import io.cofre.http.exchange.Headers;
import io.cofre.http.exchange.Trace;
import io.cofre.http.surface.Watch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.MDC;

/** Which request a line of the log belongs to. */
class JsonLinesTest {
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final List<JsonNode> lines = new ArrayList<>();
    private final LoggerContext context = new LoggerContext();
    private final Logger log = context.getLogger("test");

    JsonLinesTest() {
        JsonLines encoder = new JsonLines();
        AppenderBase<ILoggingEvent> kept = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                try {
                    lines.add(new ObjectMapper().readTree(encoder.encode(event)));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        context.setMDCAdapter(MDC.getMDCAdapter());
        kept.setContext(context);
        kept.start();
        context.getLogger("test").addAppender(kept);
    }

    @Test
    void encode_linesOfARequest_sayItsTraceOnWhateverThread() throws InterruptedException {
        Head head = new Head("GET", "/planted", Optional.empty(), Headers.none(), "192.0.2.1", false);
        Watch.Begun request = Telemetry.off().watch().begin(head, new Trace(TRACE_ID, "00f067aa0ba902b7", "01"));
        log.info("before");
        Around.Stay stay = request.enter();
        log.info("own thread");
        Thread.ofVirtual().start(request.within(() -> log.info("beside"))).join();
        log.info("own thread again");
        stay.leave();
        log.info("after");
        assertThat(lines)
                .extracting(line -> line.path("message").asText() + " "
                        + line.path("trace_id").asText("none"))
                .containsExactly(
                        "before none",
                        "own thread " + TRACE_ID,
                        "beside " + TRACE_ID,
                        "own thread again " + TRACE_ID,
                        "after none");
    }
}
