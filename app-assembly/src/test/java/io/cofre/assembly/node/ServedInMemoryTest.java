package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.assembly.cli.Token;
import io.cofre.assembly.command.Commands;
import io.cofre.assembly.demo.Demo;
import io.cofre.ports.span.KeyId;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The assembly {@code memory}, as {@code cofre serve} starts it. */
class ServedInMemoryTest {
    private static final Map<String, String> MEMORY =
            Map.of("COFRE_ASSEMBLY", "memory", "COFRE_PROVIDERS_ANTHROPIC_API", "echo");

    @TempDir
    private Path directory;

    private final List<String> admins = new ArrayList<>();

    private ServingNode start() {
        return Nodes.start(
                directory, MEMORY, issued -> admins.add(issued.token().reveal()));
    }

    @Test
    void demo_overANodeInMemory_holdsAndLeavesNoFile() {
        try (ServingNode node = start()) {
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
            Set<String> roots =
                    node.roots().keySet().stream().map(KeyId::value).collect(Collectors.toUnmodifiableSet());
            int status = Demo.run(
                    new Demo.Given(node.address(), Token.of(admins.getFirst(), "the test"), roots),
                    new io.cofre.assembly.cli.Terminal(
                            InputStream.nullInputStream(), out, out, Map.of(), OptionalInt.empty()));
            assertThat(status).as(printed.toString(StandardCharsets.UTF_8)).isZero();
            HttpResponse<String> ready =
                    Caller.of(node.address(), admins.getFirst()).get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(ready.body()).contains("memory").doesNotContain("postgres");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void start_again_isAnotherInstallation() {
        URI first;
        Set<KeyId> roots;
        try (ServingNode node = start()) {
            first = node.address();
            roots = node.roots().keySet();
        }
        try (ServingNode node = start()) {
            assertThat(node.roots().keySet()).hasSize(1).doesNotContainAnyElementsOf(roots);
            assertThat(Caller.of(node.address(), admins.getFirst())
                            .get("/auth/whoami")
                            .statusCode())
                    .as("a token of the node before, which listened at " + first)
                    .isEqualTo(401);
            assertThat(Caller.of(node.address(), admins.getLast())
                            .get("/auth/whoami")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backup x",
                "restore x",
                "ledger verify",
                "ledger audit",
                "admin reset",
                "vault rotate-master",
                "pepper rotate",
                "trust list"
            })
    void commandOnData_inMemory_saysThatThereAreNone(String command) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream said = new PrintStream(err, true, StandardCharsets.UTF_8);
        int status = new Commands(new io.cofre.assembly.command.Terminal(said, said, MEMORY, Map.of()))
                .run(command.split(" ", -1));
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("cofre: assembly = memory keeps nothing that this command could work on");
        assertThat(status).isEqualTo(78);
    }
}
