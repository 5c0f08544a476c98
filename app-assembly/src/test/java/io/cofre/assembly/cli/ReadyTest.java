package io.cofre.assembly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

final class ReadyTest {
    @Test
    void ask_eachAnswer_isReadyOnlyAt200() throws IOException {
        StandIn service = new StandIn();
        URI ready = service.url().resolve("/health/ready");
        try (service) {
            service.says("/health/ready", 200, "{}");
            assertThat(Ready.ask(ready)).isTrue();
            service.says("/health/ready", 503, "{}");
            assertThat(Ready.ask(ready)).isFalse();
        }
        assertThat(Ready.ask(ready)).as("nobody listens").isFalse();
    }
}
