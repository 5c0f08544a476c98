package io.cofre.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    private Path directory;

    @Test
    void settings_changedByAlterSystem_stayDurableAfterARestart() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, Servers.options())) {
            Servers.execute(server, "ALTER SYSTEM SET fsync = off");
            Servers.execute(server, "ALTER SYSTEM SET listen_addresses = '*'");
        }

        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, Servers.options())) {
            assertThat(Servers.query(server, "SHOW fsync")).isEqualTo("on");
            assertThat(Servers.query(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void close_thenStart_keepsTheDataAndThePassword() throws Exception {
        String password;
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, Servers.options())) {
            password = new String(server.password());
            Servers.execute(server, "CREATE TABLE kept AS SELECT 'kept' AS word");
        }

        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, Servers.options())) {
            assertThat(Servers.query(server, "SELECT word FROM kept")).isEqualTo("kept");
            assertThat(new String(server.password())).isEqualTo(password).hasSize(43);
        }
    }

    @Test
    void close_twice_stopsTheServerOnce() {
        EmbeddedPostgres server = EmbeddedPostgres.start(directory, Servers.options());
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();

        server.close();
        server.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(directory.resolve("pgdata/postmaster.pid")).doesNotExist();
    }

    @Test
    void close_whileATransactionIsOpen_stopsInGoodOrder() throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.start(directory, Servers.options());
        try (var connection = Servers.connect(server)) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("CREATE TABLE never (n int)");
            server.close();
        } catch (SQLException closedUnderIt) {
            assertThat(closedUnderIt.getSQLState()).isIn("57P01", "08006", "08003");
        }

        assertThat(Files.readString(directory.resolve("postgres.log")))
                .contains("fast shutdown", "database system is shut down");
    }

    @Test
    void start_onAPortInUse_saysSo() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();

            assertThatThrownBy(() ->
                            EmbeddedPostgres.start(directory, Servers.options().withPort(port)))
                    .isInstanceOf(PostgresFailure.PortInUse.class)
                    .hasMessage(
                            "port " + port + " of 127.0.0.1 is in use: stop the process that listens on it, or choose"
                                    + " another port");
        }
    }

    @Test
    void start_afterARefusedOne_works() throws Exception {
        int port;
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = other.getLocalPort();
            assertThatThrownBy(() ->
                            EmbeddedPostgres.start(directory, Servers.options().withPort(port)))
                    .isInstanceOf(PostgresFailure.PortInUse.class);
        }

        try (EmbeddedPostgres server =
                EmbeddedPostgres.start(directory, Servers.options().withPort(port))) {
            assertThat(server.jdbcUrl("postgres")).isEqualTo("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
        }
    }

    @Test
    void start_onDataOfAnotherMajorVersion_saysDumpAndRestore() throws Exception {
        EmbeddedPostgres.start(directory, Servers.options()).close();
        Files.writeString(directory.resolve("pgdata/PG_VERSION"), "17\n");

        assertThatThrownBy(() -> EmbeddedPostgres.start(directory, Servers.options()))
                .isInstanceOf(PostgresFailure.OtherMajorVersion.class)
                .hasMessageContaining("are of PostgreSQL 17, these programs are of 18")
                .hasMessageContaining("dump")
                .hasMessageContaining("restore");
    }

    @Test
    void start_withoutThePassword_saysWhichFileIsMissing() throws Exception {
        EmbeddedPostgres.start(directory, Servers.options()).close();
        Path password = directory.toRealPath().resolve("password");
        Files.delete(password);

        assertThatThrownBy(() -> EmbeddedPostgres.start(directory, Servers.options()))
                .isInstanceOf(PostgresFailure.PasswordLost.class)
                .hasMessageContaining(password.toString());
    }

    @Test
    void start_afterADataDirectoryWasMadeByHalf_makesItAgain() throws Exception {
        Path half = Files.createDirectories(directory.resolve("pgdata.new/base"));
        Files.writeString(half.resolve("1"), "half");

        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, Servers.options())) {
            assertThat(Servers.query(server, "SELECT 1")).isEqualTo("1");
            assertThat(half).doesNotExist();
        }
    }

    @Test
    void start_withASpoiledSetting_saysWhatPostgresSaid() throws Exception {
        EmbeddedPostgres.start(directory, Servers.options()).close();
        Files.writeString(directory.resolve("pgdata/postgresql.auto.conf"), "work_mem = 'much'\n");

        assertThatThrownBy(() -> EmbeddedPostgres.start(directory, Servers.options()))
                .isInstanceOf(PostgresFailure.Failed.class)
                .hasMessageContaining("invalid value for parameter \"work_mem\"");
    }

    @Test
    void options_outOfBounds_areRefused() {
        PostgresOptions sound = PostgresOptions.defaults();

        assertThatThrownBy(() -> sound.withPort(65_536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PostgresOptions(
                        OptionalInt.empty(), sound.binaries(), Duration.ZERO, Duration.ofSeconds(1), sound.listener()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
