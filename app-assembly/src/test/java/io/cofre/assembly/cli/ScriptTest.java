package io.cofre.assembly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code cofre} and its cache of classes, with a stand-in for Java that writes down how it was called. */
final class ScriptTest {
    @TempDir
    private Path root;

    private Path dist;
    private Path aot;
    private Path calls;

    @BeforeEach
    void clone_() throws IOException {
        root = root.toRealPath();
        dist = Files.createDirectories(root.resolve("app-assembly/target/dist"));
        aot = dist.resolve("local-25.aot");
        calls = root.resolve("calls");
        Files.writeString(dist.resolve("cofre-app.jar"), "");
        Files.createDirectories(root.resolve(".mvn"));
        Files.copy(Path.of("../.mvn/jdk.sh"), root.resolve(".mvn/jdk.sh"));
        program(root.resolve("cofre"), Files.readString(Path.of("../cofre")));
        Path bin = Files.createDirectories(root.resolve("jdk/bin"));
        Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        program(bin.resolve("javac"), "#!/bin/sh\n");
        program(bin.resolve("java"), """
                #!/bin/sh
                echo "$*" >>"$CALLS"
                case $1 in -XX:AOTCacheOutput=*) echo cache >"${1#*=}" ;; esac
                """);
        Path stubs = Files.createDirectories(root.resolve("stubs"));
        program(stubs.resolve("sleep"), "#!/bin/sh\n");
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Ends when the command has, and what it left in the background. */
    private List<String> run(String... args) throws IOException, InterruptedException {
        Files.writeString(calls, "");
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(root.resolve("cofre").toString());
        builder.command().addAll(List.of(args));
        builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
        builder.environment().put("CALLS", calls.toString());
        builder.environment().put("PATH", root.resolve("stubs") + ":" + System.getenv("PATH"));
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isEmpty();
        return Files.readAllLines(calls);
    }

    private List<String> served() throws IOException, InterruptedException {
        run("serve", "--port", "0");
        // What goes on in the background takes this away at its end.
        while (Files.exists(root.resolve(".cofre/warming"))) {
            Thread.onSpinWait();
        }
        return Files.readAllLines(calls).stream().sorted().toList();
    }

    @Test
    void serve_withoutACache_startsAtOnceAndMakesOneBeside() throws IOException, InterruptedException {
        List<String> called = served();

        assertThat(called).hasSize(2);
        assertThat(called.getFirst()).startsWith("-XX:+UseSerialGC ").endsWith("cofre-app.jar serve --port 0");
        assertThat(called.getLast())
                .startsWith("-XX:AOTCacheOutput=" + aot + ".")
                .endsWith(" demo --exit");
        assertThat(aot).hasContent("cache\n");
    }

    @Test
    void serve_withACache_usesItAndMakesNone() throws IOException, InterruptedException {
        Files.writeString(aot, "good");

        assertThat(served())
                .singleElement()
                .satisfies(call -> assertThat(call).startsWith("-XX:AOTCache=" + aot + " "));
        assertThat(aot).hasContent("good");
    }

    @Test
    void serve_withACacheOlderThanAJar_replacesIt() throws IOException, InterruptedException {
        Files.writeString(aot, "old");
        Files.setLastModifiedTime(aot, FileTime.from(Instant.EPOCH));

        assertThat(served()).hasSize(2);
        assertThat(aot).hasContent("cache\n");
    }

    @Test
    void serve_whileAnotherMakesTheCache_makesNone() throws IOException, InterruptedException {
        Files.createDirectories(root.resolve(".cofre/warming"));

        assertThat(run("serve")).hasSize(1);
        assertThat(aot).doesNotExist();
    }

    @Test
    void serve_afterAnotherDiedOverTheCache_makesIt() throws IOException, InterruptedException {
        Path warming = Files.createDirectories(root.resolve(".cofre/warming"));
        Files.setLastModifiedTime(warming, FileTime.from(Instant.EPOCH));

        assertThat(served()).hasSize(2);
        assertThat(aot).hasContent("cache\n");
    }

    @Test
    void otherCommands_withoutACache_makeNone() throws IOException, InterruptedException {
        assertThat(run("backup", "x")).hasSize(1);
        assertThat(run("key", "whoami")).hasSize(1);
        assertThat(root.resolve(".cofre")).doesNotExist();
    }
}
