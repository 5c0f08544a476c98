package io.cofre.assembly.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.assembly.demo.Demo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code cofre demo --exit}, on a PostgreSQL of its own. */
class DemoCommandTest {
    private static final Pattern REQUEST = Pattern.compile("(?m)^ {4}(GET|POST) (/[^ ?\n]+)");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            Map.of());

    private static Set<Path> demos() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return new TreeSet<>(
                    all.filter(path -> path.getFileName().toString().startsWith("cofre-demo-"))
                            .toList());
        }
    }

    @Test
    void demo_exit_showsEachCallAndEndsWith0AndLeavesNothing() throws IOException {
        Set<Path> before = demos();
        int status = new Commands(terminal).run("demo", "--exit");
        String printed = out.toString(StandardCharsets.UTF_8);

        assertThat(status).as(printed + err.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(printed).contains("✓ everything held").doesNotContain("✗");
        Set<String> shown = new TreeSet<>();
        Matcher requests = REQUEST.matcher(printed);
        while (requests.find()) {
            shown.add(requests.group(2));
        }
        assertThat(shown)
                .contains(
                        "/auth/keys/issue",
                        "/auth/keys/rotate",
                        "/auth/keys/revoke",
                        "/cli/app.register",
                        "/api/apps",
                        "/api/admin/apps/writer-bot/approve",
                        "/cli/memory.add",
                        "/cli/memory.search",
                        "/cli/memory.forget",
                        "/cli/prompt.fetch",
                        "/cli/ask",
                        "/wallet/provider/invoke",
                        "/wallet/sign/span",
                        "/wallet/sign/spans",
                        "/wallet/sign/http",
                        "/wallet/key/rotate",
                        "/wallet/open",
                        "/api/spans",
                        "/api/spans/batch",
                        "/api/spans/export",
                        "/api/timeline/stream");
        assertThat(printed.indexOf("7.1  Issue a token"))
                .as("the seed's own steps come first")
                .isBetween(0, printed.indexOf("/auth/whoami"));
        assertThat(demos()).isEqualTo(before);
    }

    @Test
    void demo_verificationThatFails_endsWith1() {
        io.cofre.assembly.cli.Terminal shown =
                io.cofre.assembly.cli.Terminal.ofProcess().printingTo(terminal.out(), terminal.err());
        DemoCommand command = new DemoCommand(
                terminal,
                given -> Demo.run(
                        new Demo.Given(given.base(), given.admin(), Set.of("did:logline:" + "0".repeat(64))), shown));

        assertThat(new CommandLine(command).execute("--exit")).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("is no root that is trusted");
    }
}
