package io.cofre.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only root can be refused, and only root can try. */
class IdentityTest {
    private static final int NOBODY = 65_534;

    /** Where everybody can reach them, which a clone of this repository may not be. */
    @TempDir
    private static Path programs;

    @TempDir
    private Path directory;

    private Path home = Path.of("");

    @BeforeAll
    static void openTheDoorToThePrograms() throws Exception {
        Files.setPosixFilePermissions(programs, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @BeforeEach
    void makeAHome() throws Exception {
        home = Files.createDirectory(directory.toRealPath().resolve("home"));
        assumeTrue(Files.getAttribute(home, "unix:uid").equals(0), "only root can give a directory away");
    }

    @Test
    void start_asRootOnRootsDataBehindClosedDoors_runsInAUserNamespace() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));

        try (EmbeddedPostgres server = EmbeddedPostgres.start(home, options())) {
            assertThat(Files.readSymbolicLink(Path.of("/proc", Long.toString(server.pid()), "ns/user")))
                    .isNotEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/user")));
            assertThat(Files.getAttribute(home.resolve("pgdata"), "unix:uid")).isEqualTo(0);
        }
    }

    @Test
    void start_asRootOnDataOfAnOrdinaryUser_runsAsThatUser() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setAttribute(home, "unix:uid", NOBODY);

        try (EmbeddedPostgres server = EmbeddedPostgres.start(home, options())) {
            assertThat(Files.getAttribute(Path.of("/proc", Long.toString(server.pid())), "unix:uid"))
                    .isEqualTo(NOBODY);
            assertThat(Files.readString(Path.of("/proc", Long.toString(server.pid()), "status")))
                    .contains("CapEff:\t0000000000000000", "Groups:\t \n");
            assertThat(Files.getAttribute(home.resolve("pgdata"), "unix:uid")).isEqualTo(NOBODY);
            assertThat(Servers.query(server, "SELECT 1")).isEqualTo("1");
        }
        try (EmbeddedPostgres again = EmbeddedPostgres.start(home, options())) {
            assertThat(Servers.query(again, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void start_asRootOnDataThatTheirOwnerCannotReach_hasNoRights() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        Files.setAttribute(home, "unix:uid", NOBODY);

        assertThatThrownBy(() -> EmbeddedPostgres.start(home, options()))
                .isInstanceOf(PostgresFailure.NoRights.class)
                .hasMessageContaining("Permission denied");
    }

    @Test
    void forWorkOn_whereNothingRunsThePrograms_saysWhatWasTriedAndGivesNothingAway() throws Exception {
        Path absent = directory.resolve("postgres");

        assertThatThrownBy(() -> Identity.forWorkOn(home, absent))
                .isInstanceOf(PostgresFailure.CannotDropPrivileges.class)
                .hasMessageContaining("refuses to run as root")
                .hasMessageContaining("unshare -U -- " + absent + " --version: ")
                .hasMessageContaining("setpriv --reuid=");
        assertThat(Files.getAttribute(home, "unix:uid")).isEqualTo(0);
    }

    private static PostgresOptions options() {
        return Servers.options().withBinaries(programs);
    }
}
