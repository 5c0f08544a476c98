package io.cofre.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningServerTest {
    @TempDir
    private static Path directory;

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() {
        server = EmbeddedPostgres.start(directory, Servers.options());
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void settings_ofARunningServer_areDurable() throws Exception {
        assertThat(Servers.query(server, "SHOW fsync")).isEqualTo("on");
        assertThat(Servers.query(server, "SHOW synchronous_commit")).isEqualTo("on");
        assertThat(Servers.query(server, "SHOW full_page_writes")).isEqualTo("on");
        assertThat(Servers.query(server, "SHOW data_checksums")).isEqualTo("on");
    }

    @Test
    void letters_beyondAscii_areLettersForTextSearchAndTrigrams() throws Exception {
        Servers.execute(server, "CREATE EXTENSION pg_trgm");

        assertThat(Servers.query(server, "SELECT cardinality(show_trgm('Ação'))"))
                .isEqualTo("5");
        assertThat(Servers.query(server, "SELECT to_tsvector('simple', 'AÇÃO')"))
                .isEqualTo("'ação':1");
        assertThat(Servers.query(server, "SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(Servers.query(server, "SHOW log_timezone")).isEqualTo("UTC");
        assertThat(Servers.query(server, "SELECT 'b' > 'C' COLLATE \"default\""))
                .isEqualTo("t");
    }

    @Test
    void password_ofTheSuperuser_isNeededAndPrivate() throws Exception {
        assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("postgres"), "postgres", "guess"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        assertThat(Servers.query(server, "SELECT rolpassword FROM pg_authid WHERE rolname = 'postgres'"))
                .startsWith("SCRAM-SHA-256$");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("password"))))
                .isEqualTo("rw-------");
        assertThat(server.toString()).doesNotContain(new String(server.password()));
    }

    @Test
    void listening_onEveryOtherAddress_isRefused() throws Exception {
        assertThat(Servers.query(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(Servers.query(server, "SHOW unix_socket_directories")).isEmpty();
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .toList();
        // This one is there on every Linux; macOS has no route to it, which refuses as well.
        assertThat(connects(InetAddress.getByName("127.0.0.2"), server.port())).isFalse();
        for (InetAddress other : others) {
            assertThat(connects(other, server.port())).as(other.toString()).isFalse();
        }
    }

    @Test
    void log_ofAFailedStatement_holdsNeitherStatementNorRow() throws Exception {
        Servers.execute(server, "CREATE TABLE one (word text PRIMARY KEY)");
        Servers.execute(server, "INSERT INTO one VALUES ('planted')");

        assertThatThrownBy(() -> Servers.execute(server, "INSERT INTO one VALUES ('planted')"))
                .isInstanceOf(SQLException.class);

        assertThat(Files.readString(directory.resolve("postgres.log")))
                .contains("duplicate key value violates unique constraint")
                .doesNotContain("planted")
                .doesNotContain("INSERT");
    }

    @Test
    void session_onLinux_isTheServersOwnSoThatCtrlCDoesNotReachIt() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "only Linux says so in a file");
        String stat = Files.readString(Path.of("/proc", Long.toString(server.pid()), "stat"));

        String session = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 5)[3];

        assertThat(session).isEqualTo(Long.toString(server.pid()));
    }

    private static boolean connects(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2_000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
