package io.cofre.local.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server whose disk is full: a small file system in memory, in a mount namespace of the test's own. */
class FullDiskTest {
    private static final String MOUNT = "mount -t tmpfs -o size=128m none \"$1\" && shift && exec \"$@\"";

    @TempDir
    private Path disk;

    @Test
    @EnabledOnOs(OS.LINUX) // Namespaces are Linux's.
    void server_whoseDiskIsFull_panicsAndIsBackWithItsDataWhenThereIsRoom() throws Exception {
        Process child = new ProcessBuilder(List.of(
                        "unshare",
                        "-Urm",
                        "--",
                        "sh",
                        "-c",
                        MOUNT,
                        "sh",
                        disk.toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDiskProgram.class.getName(),
                        disk.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said;
        try (var lines = child.inputReader(UTF_8)) {
            said = lines.lines().toList();
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();

        assertThat(said).hasSize(5);
        assertThat(said.get(1)).startsWith("stopped: PostgreSQL stopped: ").contains("No space left on device");
        assertThat(said.subList(2, 5)).containsExactly("restarted", "kept: before", "written: 2");
    }
}
