package io.cofre.assembly.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.assembly.cli.Terminal;
import io.cofre.assembly.cli.Token;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DemoTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private int run(MemoryService service, String token, Set<String> roots) {
        printed.reset();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(InputStream.nullInputStream(), out, out, Map.of(), OptionalInt.empty());
        return Demo.run(new Demo.Given(service.url(), Token.of(token, "the test"), roots), terminal);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void run_serviceThatKeepsTheSpec_everythingHoldsTwice() {
        try (MemoryService service = new MemoryService()) {
            assertThat(run(service, service.admin(), service.roots()))
                    .as(text())
                    .isZero();
            assertThat(text())
                    .contains("7.1  Issue a token", "7.5  Ask a model, with memory", "✓ everything held")
                    .doesNotContain("✗")
                    .doesNotContain(service.admin())
                    .doesNotContain("sk-ant-demo")
                    .doesNotContainPattern("tok_[a-z]+_[0-9A-Za-z]{5}")
                    .doesNotContainPattern("wss_[0-9A-Za-z_-]{5}");

            assertThat(run(service, service.admin(), service.roots()))
                    .as(text())
                    .isZero();
            assertThat(text()).contains("there from an earlier demo");
        }
    }

    @Test
    void run_rootThatIsNotTheLedgers_noChainHolds() {
        try (MemoryService service = new MemoryService()) {
            assertThat(run(service, service.admin(), Set.of("did:logline:" + "0".repeat(64))))
                    .isEqualTo(1);
            assertThat(text()).contains("is no root that is trusted", "✗ chain").doesNotContain("everything held");
        }
    }

    @Test
    void run_tokenThatIsRefused_endsWithASummary() {
        try (MemoryService service = new MemoryService()) {
            assertThat(run(service, "tok_admin_wrong", service.roots())).isEqualTo(1);
            assertThat(text()).contains("POST /api/admin/tenants was answered 401", "Summary");
        }
    }
}
