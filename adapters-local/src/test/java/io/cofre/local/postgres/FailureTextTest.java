package io.cofre.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FailureTextTest {
    private static final Path WHERE = Path.of("/data");

    @Test
    void of_whatInitdbSaysOnAFullDisk_isDiskFullWithItsWords() {
        assertThat(FailureText.of(
                        "initdb",
                        WHERE,
                        0,
                        "creating subdirectories ... initdb: error: could not create directory"
                                + " \"/data/base\": No space left on device\n"))
                .isInstanceOf(PostgresFailure.DiskFull.class)
                .hasMessage("initdb failed: no space left for /data; free some, or choose another directory; PostgreSQL"
                        + " said:\ncreating subdirectories ... initdb: error: could not create directory \"/data/base\":"
                        + " No space left on device");
    }

    @Test
    void of_whatTheServerSaysOfAPort_isPortInUse() {
        assertThat(FailureText.of(
                        "start", WHERE, 5432, "could not bind IPv4 address \"127.0.0.1\": Address already in use"))
                .isInstanceOf(PostgresFailure.PortInUse.class)
                .hasMessageContaining("port 5432");
    }

    @Test
    void of_refusalsOfTheFileSystem_isNoRightsOrDiskFull() {
        assertThat(FailureText.of("start", WHERE, 0, "could not open file: Permission denied"))
                .isInstanceOf(PostgresFailure.NoRights.class);
        assertThat(FailureText.of("start", WHERE, new AccessDeniedException("/data/x")))
                .isInstanceOf(PostgresFailure.NoRights.class);
        assertThat(FailureText.of("start", WHERE, new FileSystemException("/data/x", null, "Read-only file system")))
                .isInstanceOf(PostgresFailure.NoRights.class);
        assertThat(FailureText.of("start", WHERE, new IOException("No space left on device")))
                .isInstanceOf(PostgresFailure.DiskFull.class);
    }

    @Test
    void of_anythingElse_isFailedWithTheWords() {
        assertThat(FailureText.of("start", WHERE, 0, "PANIC: strange"))
                .isInstanceOf(PostgresFailure.Failed.class)
                .hasMessage("start failed in /data; PostgreSQL said:\nPANIC: strange");
    }
}
